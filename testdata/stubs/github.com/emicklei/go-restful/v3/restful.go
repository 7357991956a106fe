// Package restful has the signatures of go-restful's handlers, for tests.
package restful

import "net/http"

type Request struct{ Request *http.Request }

type Response struct{ http.ResponseWriter }

type RouteFunction func(*Request, *Response)

type RouteBuilder struct{}

func (b *RouteBuilder) To(function RouteFunction) *RouteBuilder { return b }
