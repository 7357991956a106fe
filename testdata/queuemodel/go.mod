module queuemodel

go 1.26

require (
	github.com/alitto/pond/v2 v2.0.0
	github.com/panjf2000/ants/v2 v2.0.0
	k8s.io/client-go v0.0.0
)

replace (
	github.com/alitto/pond/v2 => ../stubs/github.com/alitto/pond/v2
	github.com/panjf2000/ants/v2 => ../stubs/github.com/panjf2000/ants/v2
	k8s.io/client-go => ../stubs/k8s.io/client-go
)
