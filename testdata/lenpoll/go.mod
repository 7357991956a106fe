module lenpoll

go 1.26

require (
	golang.org/x/sync v0.0.0
	k8s.io/apimachinery v0.0.0
	k8s.io/client-go v0.0.0
	sigs.k8s.io/controller-runtime v0.0.0
)

replace (
	golang.org/x/sync => ../stubs/golang.org/x/sync
	k8s.io/apimachinery => ../stubs/k8s.io/apimachinery
	k8s.io/client-go => ../stubs/k8s.io/client-go
	sigs.k8s.io/controller-runtime => ../stubs/sigs.k8s.io/controller-runtime
)
