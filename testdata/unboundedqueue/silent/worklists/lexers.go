package worklists

import "io"

// Lexers, parsers and readers.

// The tokens that a state found.
type Lexer struct {
	src    string
	pos    int
	tokens []Token
	state  stateFn
}

type Token struct {
	Kind rune
	Text string
}

type stateFn func(*Lexer) stateFn

func (l *Lexer) emit(k rune, s string) { l.tokens = append(l.tokens, Token{k, s}) }

func (l *Lexer) Next() (Token, bool) {
	for len(l.tokens) == 0 {
		if l.state == nil {
			return Token{}, false
		}
		l.state = l.state(l)
	}
	t := l.tokens[0]
	l.tokens = l.tokens[1:]
	return t, true
}

func New(src string) *Lexer { return &Lexer{src: src, state: word} }

func word(l *Lexer) stateFn {
	start := l.pos
	for l.pos < len(l.src) && l.src[l.pos] != ' ' {
		l.pos++
	}
	if l.pos > start {
		l.emit('w', l.src[start:l.pos])
	}
	if l.pos == len(l.src) {
		return nil
	}
	l.pos++
	return word
}

// What was looked at ahead.
type Parser struct {
	lex    *Lexer
	peeked []Token
}

func (p *Parser) peek(n int) Token {
	for len(p.peeked) <= n {
		t, _ := p.lex.Next()
		p.peeked = append(p.peeked, t)
	}
	return p.peeked[n]
}

func (p *Parser) next() Token {
	t := p.peek(0)
	p.peeked = p.peeked[1:]
	return t
}

func (p *Parser) Words() (ws []string) {
	for p.peek(0).Kind != 0 {
		ws = append(ws, p.next().Text)
	}
	return ws
}

// What was read and not decoded.
type Decoder struct {
	r   io.Reader
	buf []byte
}

func (d *Decoder) Fill() error {
	tmp := make([]byte, 512)
	n, err := d.r.Read(tmp)
	d.buf = append(d.buf, tmp[:n]...)
	return err
}

func (d *Decoder) Byte() (byte, bool) {
	if len(d.buf) == 0 {
		return 0, false
	}
	b := d.buf[0]
	d.buf = d.buf[1:]
	return b, true
}
