package database

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// wordRunes is how long a word may be; what is longer is cut.
const wordRunes = 64

// word is a word of a title, as it is searched.
type word struct {
	text string
	// joined reports whether it follows the word before without a space, as characters of Chinese do.
	joined bool
}

// unspaced are the scripts that put no space between words. Each character is a word then.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer}

// letters are those that are no letter with an accent by Unicode, but are looked for as if they were.
var letters = strings.NewReplacer("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ", "oe", "ı", "i")

// wordsOf returns the words of a text in lower case and without accents. Both databases get the words
// from here, so that both find the same.
func wordsOf(text string) []word {
	var words []word
	var b strings.Builder
	n, follows := 0, false
	end := func() {
		if b.Len() > 0 {
			words = append(words, word{text: b.String()})
			b.Reset()
		}
		n, follows = 0, false
	}
	for _, r := range letters.Replace(strings.ToLower(norm.NFKD.String(strings.ToLower(text)))) {
		switch {
		case unicode.IsMark(r) || r == '\'' || r == '’': // it's is its
		case r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsNumber(r):
			end()
		case unicode.In(r, unspaced...):
			joined := follows
			end()
			words = append(words, word{string(r), joined})
			follows = true
		default:
			if follows {
				end()
			}
			if n++; n <= wordRunes {
				b.WriteRune(r)
			}
		}
	}
	end()
	return words
}

// fold returns the words of a text with a space between two.
func fold(text string) string { return join(wordsOf(text)) }

func join(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}
