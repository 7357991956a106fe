// Package oapi stands for what oapi-codegen writes.
package oapi

import "context"

type SubmitRequest struct{ Order string }

type SubmitResponse interface{ visit() }

type StrictServerInterface interface {
	Submit(ctx context.Context, request SubmitRequest) (SubmitResponse, error)
}
