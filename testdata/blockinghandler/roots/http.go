// Package roots has one wait in each place that a library calls.
package roots

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

// Reported.

type api struct{ jobs chan string }

func newAPI() *api {
	a := &api{jobs: make(chan string, 16)}
	go func() {
		for range a.jobs {
		}
	}()
	return a
}

func (a *api) method(w http.ResponseWriter, r *http.Request) {
	a.jobs <- "x" // want `the send on "a.jobs" \(buffered 16\) holds this HTTP handler and the request until there is room, for ever when it is full and nobody receives: select on r.Context\(\).Done\(\) as well`
}

type handler struct{ api }

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.jobs <- "x" // want `the send on "h.api.jobs" \(buffered 16\) holds this HTTP handler`
}

func serve(a *api, jobs chan int) {
	mux := http.NewServeMux()
	mux.HandleFunc("/", a.method)
	mux.HandleFunc("/x", func(w http.ResponseWriter, _ *http.Request) {
		jobs <- 1 // want `send on "jobs" holds this HTTP handler .*: use a select with another way out`
	})
	mux.Handle("/y", middleware(a, &handler{}))
	r := chi.NewRouter()
	r.Post("/", func(w http.ResponseWriter, req *http.Request) {
		a.jobs <- "x" // want `send on "a.jobs" .* select on req.Context\(\).Done\(\) as well`
	})
}

func middleware(a *api, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.jobs <- r.URL.Path // want `send on "a.jobs"`
		next.ServeHTTP(w, r)
	})
}

// A hub is asked for a place by each connection.
type hub struct {
	register chan *client
	clients  map[*client]bool
}

type client struct {
	hub  *hub
	send chan []byte
}

func newHub() *hub { return &hub{register: make(chan *client), clients: make(map[*client]bool)} }

func (h *hub) run() {
	for c := range h.register {
		h.clients[c] = true
	}
}

func serveWs(h *hub, w http.ResponseWriter, r *http.Request) {
	c := &client{hub: h, send: make(chan []byte, 256)}
	c.hub.register <- c // want `send on "c.hub.register" \(unbuffered\) holds this HTTP handler and the request until somebody receives, for ever when nobody does`
	c.send <- []byte("hello")
}

func ginRoutes(e *gin.Engine, a *api) {
	e.POST("/", func(c *gin.Context) {
		a.jobs <- c.Param("id") // want `send on "a.jobs" .*select on c.Request.Context\(\).Done\(\) as well`
	})
	e.GET("/", a.ginMethod)
}

func (a *api) ginMethod(c *gin.Context) {
	a.jobs <- c.Param("id") // want `send on "a.jobs"`
	c.Status(http.StatusAccepted)
}

func echoRoutes(e *echo.Echo, a *api) {
	e.POST("/", func(c echo.Context) error {
		a.jobs <- c.Param("id") // want `send on "a.jobs" .*select on c.Request\(\).Context\(\).Done\(\) as well`
		return c.NoContent(http.StatusAccepted)
	})
}

func fiberRoutes(app *fiber.App, a *api) {
	app.Post("/", func(c *fiber.Ctx) error {
		a.jobs <- string(c.Body()) // want `send on "a.jobs" .* holds this fiber handler and the request .*: use a select with another way out`
		return c.SendStatus(http.StatusAccepted)
	})
}

var _ = []any{newAPI, serve, newHub, (*hub).run, serveWs, ginRoutes, echoRoutes, fiberRoutes}
