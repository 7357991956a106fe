module queuestalls

go 1.26
