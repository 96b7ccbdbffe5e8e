package output

import (
	"bytes"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Style is how a text looks on a terminal.
type Style string

// The styles, as parameters of SGR.
const (
	Plain  Style = ""
	Bold   Style = "1"
	Dim    Style = "2"
	Good   Style = "32"
	Star   Style = "33"
	Bad    Style = "31"
	Accent Style = "36"
)

// Sheet is what a command shows to people: a heading, fields, text and tables, one below the other.
// For programs, its headings, fields and tables are kept as records, each with its name first.
type Sheet struct {
	width   int
	colors  bool
	plain   bool // only records are wanted
	text    bytes.Buffer
	records [][]string
	began   bool
}

// Width is how many columns there are.
func (s *Sheet) Width() int { return s.width }

// Heading writes a title, and in brief what it is.
func (s *Sheet) Heading(title, brief string) {
	s.record("title", title)
	s.gap()
	s.line(s.styled(Clean(title), Bold) + when(brief != "", "  "+s.styled(Clean(brief), Dim)))
}

// Fields writes names and values, those without a value left out: name, value, name, value.
func (s *Sheet) Fields(namesAndValues ...string) {
	widest := 0
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		if namesAndValues[i+1] != "" {
			widest = max(widest, ansi.StringWidth(namesAndValues[i]))
		}
	}
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		name, value := namesAndValues[i], Clean(namesAndValues[i+1])
		if value == "" {
			continue
		}
		s.record(strings.ToLower(name), value)
		label := name + strings.Repeat(" ", widest-ansi.StringWidth(name)+2)
		lines := strings.Split(ansi.Wrap(value, max(20, s.width-widest-2), ""), "\n")
		for i, line := range lines {
			if i == 0 {
				s.line(s.styled(label, Dim) + line)
			} else {
				s.line(strings.Repeat(" ", widest+2) + line)
			}
		}
	}
}

// Text writes a paragraph. Its name is for programs.
func (s *Sheet) Text(name, text string) {
	if text == "" {
		return
	}
	s.record(name, text)
	s.gap()
	for line := range strings.SplitSeq(ansi.Wrap(Clean(text), min(s.width, 100), ""), "\n") {
		s.line(line)
	}
}

// Raw writes lines as they are, such as a picture, for people only.
func (s *Sheet) Raw(text string) {
	s.began = true
	s.text.WriteString(text)
}

// Section writes the title of what follows, or with "" only sets it off.
func (s *Sheet) Section(title string) {
	s.gap()
	if title != "" {
		s.line(s.styled(Clean(title), Accent))
	}
}

// GridColumn is a column of a grid.
type GridColumn struct {
	Name  string
	Style Style
	Right bool
}

// Grid is a table. Without names there is no line of headings.
type Grid struct {
	// Name is for programs: the first field of each record. It may be empty.
	Name    string
	Columns []GridColumn
	Rows    [][]string
}

// Grid writes a table, without columns that are empty. If it is wider than the terminal, its widest
// column is cut.
func (s *Sheet) Grid(g Grid) {
	if len(g.Rows) == 0 {
		return
	}
	widths := make([]int, len(g.Columns))
	rows := make([][]string, len(g.Rows))
	for r, row := range g.Rows {
		rows[r] = make([]string, len(g.Columns))
		for i := range g.Columns {
			rows[r][i] = Clean(row[i])
			widths[i] = max(widths[i], ansi.StringWidth(rows[r][i]))
		}
		record := append([]string{}, row...)
		if g.Name != "" {
			record = append([]string{g.Name}, record...)
		}
		s.record(record...)
	}
	headings, named := make([]string, len(g.Columns)), false
	for i, column := range g.Columns {
		if widths[i] == 0 {
			continue
		}
		headings[i] = strings.ToUpper(column.Name)
		widths[i] = max(widths[i], ansi.StringWidth(headings[i]))
		named = named || column.Name != ""
	}
	fit(widths, s.width)
	if named {
		s.row(headings, widths, g.Columns, true)
	}
	for _, row := range rows {
		s.row(row, widths, g.Columns, false)
	}
}

// row writes a line of a table, without blanks at its end.
func (s *Sheet) row(cells []string, widths []int, columns []GridColumn, isHeading bool) {
	var line strings.Builder
	blanks := 0
	for i, column := range columns {
		if widths[i] == 0 {
			continue
		}
		style := column.Style
		if isHeading {
			style = Dim
		}
		text := ansi.Truncate(cells[i], widths[i], "…")
		rest := widths[i] - ansi.StringWidth(text)
		if column.Right {
			blanks += rest
		}
		if text != "" {
			line.WriteString(strings.Repeat(" ", blanks) + s.styled(text, style))
			blanks = 0
		}
		if !column.Right {
			blanks += rest
		}
		blanks += len(gutter)
	}
	s.line(line.String())
}

const gutter = "  "

// narrowest is how far a column is cut. What is wider than the terminal even so, that breaks.
const narrowest = 8

// fit makes the widest columns narrower until a line fits.
func fit(widths []int, width int) {
	for {
		sum, widest := 0, 0
		for i, w := range widths {
			if w > 0 {
				sum += w + len(gutter)
			}
			if w > widths[widest] {
				widest = i
			}
		}
		if over := sum - len(gutter) - width; over <= 0 || widths[widest] <= narrowest {
			return
		}
		widths[widest]--
	}
}

// gap writes an empty line, if something is above it.
func (s *Sheet) gap() {
	if s.began {
		s.line("")
	}
	s.began = true
}

func (s *Sheet) line(text string) {
	s.began = true
	s.text.WriteString(text + "\n")
}

func (s *Sheet) record(fields ...string) {
	if s.plain {
		s.records = append(s.records, fields)
	}
}

func (s *Sheet) styled(text string, style Style) string {
	if !s.colors || style == Plain || text == "" {
		return text
	}
	return "\x1b[" + string(style) + "m" + text + "\x1b[0m"
}

func when(ok bool, text string) string {
	if ok {
		return text
	}
	return ""
}
