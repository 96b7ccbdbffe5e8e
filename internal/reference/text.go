package reference

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// markdown is CommonMark with tables. HTML in it is left out: what comes from a spec is text.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(codeBlocks{}, 100))),
)

// codeBlocks renders code like that of all pages.
type codeBlocks struct{}

func (c codeBlocks) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, c.render)
	r.Register(ast.KindCodeBlock, c.render)
}

func (codeBlocks) render(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	language := "sh" // as indented code mostly is
	if fenced, ok := n.(*ast.FencedCodeBlock); ok {
		language = string(fenced.Language(source))
	}
	_, err := fmt.Fprintf(w, "<pre tabindex=\"0\"><code>%s</code></pre>\n", code(language, string(n.Lines().Value(source))))
	return ast.WalkSkipChildren, err
}

// block returns CommonMark as HTML.
func block(source string) template.HTML {
	var b bytes.Buffer
	if err := markdown.Convert([]byte(source), &b); err != nil {
		return template.HTML(template.HTMLEscapeString(source))
	}
	return template.HTML(strings.TrimSpace(b.String()))
}

// inline returns CommonMark as HTML without the element of a single paragraph.
func inline(source string) template.HTML {
	h := string(block(source))
	inner := strings.TrimSuffix(strings.TrimPrefix(h, "<p>"), "</p>")
	if strings.Contains(inner, "<p>") {
		return template.HTML(h)
	}
	return template.HTML(inner)
}

var formatter = html.New(html.WithClasses(true), html.PreventSurroundingPre(true))

// code returns source as HTML with classes, which assets/style.css has colours for.
func code(language, source string) template.HTML {
	lexer := lexers.Get(language)
	if lexer == nil {
		return template.HTML(template.HTMLEscapeString(source))
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, source)
	var b bytes.Buffer
	if err == nil {
		err = formatter.Format(&b, styles.Fallback, plain(tokens))
	}
	if err != nil {
		return template.HTML(template.HTMLEscapeString(source))
	}
	return template.HTML(b.String())
}

// plain leaves only the kinds that have a colour, which halves the size of a page.
func plain(tokens chroma.Iterator) chroma.Iterator {
	var list []chroma.Token
	for token := range tokens.Stdlib() {
		switch {
		case token.Type.InCategory(chroma.Comment):
			token.Type = chroma.Comment
		case token.Type.InSubCategory(chroma.LiteralString):
			token.Type = chroma.LiteralString
		case token.Type.InSubCategory(chroma.LiteralNumber), token.Type == chroma.KeywordConstant:
			token.Type = chroma.LiteralNumber
		case token.Type == chroma.NameTag:
		case token.Type.InCategory(chroma.Keyword):
			token.Type = chroma.Keyword
		default:
			token.Type = chroma.Text
		}
		if n := len(list); n > 0 && list[n-1].Type == token.Type {
			list[n-1].Value += token.Value
			continue
		}
		list = append(list, token)
	}
	return chroma.Literator(list...)
}
