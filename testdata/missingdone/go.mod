module missingdone

go 1.26

require (
	k8s.io/client-go v0.0.0
	sigs.k8s.io/controller-runtime v0.0.0
)

replace (
	k8s.io/client-go => ../stubs/k8s.io/client-go
	sigs.k8s.io/controller-runtime => ../stubs/sigs.k8s.io/controller-runtime
)
