package handlers

import (
	"strings"
	"sync"
	"unicode"
)

// accents are the letters of Latin scripts that are written with a mark, each with the letters that one
// types for them. The decomposition of Unicode does not know all of them, such as ø and ł.
var accents = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for _, line := range []string{
		"a àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "ae æ", "c çćĉċč", "d ďđð", "e èéêëēĕėęěẹẻẽếềểễệ", "g ĝğġģ",
		"h ĥħ", "i ìíîïĩīĭįıịỉ", "j ĵ", "k ķ", "l ĺļľŀł", "n ñńņňŉ", "o òóôõöøōŏőơọỏốồổỗộớờởỡợ",
		"oe œ", "r ŕŗř", "s śŝşšș", "ss ß", "t ţťŧț", "th þ", "u ùúûüũūŭůűųưụủứừửữự", "w ŵ", "y ýÿŷỳỵỷỹ", "z źżž",
	} {
		plain, marked, _ := strings.Cut(line, " ")
		for _, r := range marked {
			m[r] = plain
		}
	}
	return m
})

// fold returns the words of a text as one types them: in lower case, without accents and signs. "Amélie"
// and "AMELIE" are the same; "Spider-Man" is two words and "Schindler's" is one.
func fold(text string) []string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= 'a' && r <= 'z': // most are
			b.WriteByte(byte(r))
		case accents()[r] != "":
			b.WriteString(accents()[r])
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}
