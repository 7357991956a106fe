module github.com/docker/go-events

go 1.26
