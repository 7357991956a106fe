module queuemodel

go 1.26

require k8s.io/client-go v0.0.0

replace k8s.io/client-go => ../stubs/k8s.io/client-go
