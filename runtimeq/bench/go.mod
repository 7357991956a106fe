module github.com/queuevet/queuevet/runtimeq/bench

go 1.26.0

require github.com/queuevet/queuevet v0.0.0

replace github.com/queuevet/queuevet => ../..
