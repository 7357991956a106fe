// Package gin has the signatures of gin's handlers, for tests.
package gin

import (
	"context"
	"net/http"
	"time"
)

type Context struct {
	Request *http.Request
}

func (c *Context) JSON(code int, obj any)                  {}
func (c *Context) Status(code int)                         {}
func (c *Context) Param(key string) string                 { return "" }
func (c *Context) AbortWithStatus(code int)                {}
func (c *Context) Next()                                   {}
func (c *Context) Deadline() (deadline time.Time, ok bool) { return }
func (c *Context) Done() <-chan struct{}                   { return nil }
func (c *Context) Err() error                              { return nil }
func (c *Context) Value(key any) any                       { return nil }

var _ context.Context = (*Context)(nil)

type HandlerFunc func(*Context)

type RouterGroup struct{}

func (group *RouterGroup) GET(relativePath string, handlers ...HandlerFunc)  {}
func (group *RouterGroup) POST(relativePath string, handlers ...HandlerFunc) {}

type Engine struct{ RouterGroup }

func Default() *Engine { return &Engine{} }
