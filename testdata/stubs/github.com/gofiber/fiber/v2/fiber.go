// Package fiber has the signatures of fiber's handlers, for tests.
package fiber

import "context"

type Ctx struct{}

func (c *Ctx) UserContext() context.Context { return nil }
func (c *Ctx) SendStatus(status int) error  { return nil }
func (c *Ctx) Body() []byte                 { return nil }

type Handler = func(*Ctx) error

type Router interface {
	Post(path string, handlers ...Handler) Router
}

type App struct{}

func New() *App { return &App{} }

func (app *App) Get(path string, handlers ...Handler) Router  { return nil }
func (app *App) Post(path string, handlers ...Handler) Router { return nil }
