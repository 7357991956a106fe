package queuemodel

import (
	"slices"
	"strings"
	"unicode"
)

// NameHas reports whether one of the words of a name in camel case is in the
// list, or begins with a long one of it.
func NameHas(name string, list []string) bool {
	for _, word := range camelWords(name) {
		for _, w := range list {
			if word == w || len(w) >= 5 && strings.HasPrefix(word, w) {
				return true
			}
		}
	}
	whole := strings.ToLower(name)
	return slices.Contains(list, whole)
}

// camelWords splits a name: isQueueFull is is, queue, full.
func camelWords(name string) []string {
	var words []string
	start := 0
	for i, r := range name {
		if i > start && (unicode.IsUpper(r) || r == '_') {
			words = append(words, strings.ToLower(strings.Trim(name[start:i], "_")))
			start = i
		}
	}
	return append(words, strings.ToLower(strings.Trim(name[start:], "_")))
}
