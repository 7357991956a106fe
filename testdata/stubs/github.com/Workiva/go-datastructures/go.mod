module github.com/Workiva/go-datastructures

go 1.26
