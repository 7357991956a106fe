module loop

go 1.26
