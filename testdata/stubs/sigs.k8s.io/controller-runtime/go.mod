module sigs.k8s.io/controller-runtime

go 1.26

require k8s.io/client-go v0.0.0

replace k8s.io/client-go => ../../k8s.io/client-go
