// Package runtime has the signatures of apimachinery's crash handling, for tests.
package runtime

var ReallyCrash = true

func HandleCrash(additionalHandlers ...func(any)) {
	if r := recover(); r != nil {
		for _, fn := range additionalHandlers {
			fn(r)
		}
		if ReallyCrash {
			panic(r)
		}
	}
}
