module queuemodel

go 1.26
