module github.com/gammazero/chanqueue

go 1.26
