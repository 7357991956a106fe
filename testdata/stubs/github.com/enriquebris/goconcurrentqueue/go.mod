module github.com/enriquebris/goconcurrentqueue

go 1.26
