package output

import "encoding/json"

// Format returns how rows are printed, by the flags alone: Auto if they leave it open.
func (p *Printer) Format() Format {
	w, err := p.settings.way()
	if err != nil {
		return Auto
	}
	return w.format
}

// Prefer has rows printed in a format if the flags name none.
func (p *Printer) Prefer(format Format) {
	if p.settings.Format == "" {
		p.settings.Format = string(format)
	}
}

// Document prints a response as it came: without a flag that says otherwise in a pipe byte by byte, on
// a terminal with indents. It has no columns.
func Document(p *Printer, data []byte) error {
	w, err := p.settings.way()
	if err != nil {
		return err
	}
	switch {
	case w.format != Auto:
		return w.writeJSON(p.out, json.RawMessage(data))
	case p.IsTerminal:
		return p.Page(func(s *Sheet) { s.Raw(string(escaped(indent(data))) + "\n") })
	}
	_, err = p.out.Write(append(data, '\n'))
	return err
}

// Marshal returns a value as JSON in which & and < stay as they are.
func Marshal(v any) ([]byte, error) { return marshal(v) }
