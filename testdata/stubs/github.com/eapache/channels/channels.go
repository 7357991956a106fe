// Package channels has the signatures of eapache's channels, for tests.
package channels

type BufferCap int

const (
	None     BufferCap = 0
	Infinity BufferCap = -1
)

type Buffer interface {
	Len() int
	Cap() BufferCap
}

type SimpleInChannel interface {
	In() chan<- interface{}
	Close()
}

type SimpleOutChannel interface{ Out() <-chan interface{} }

type InChannel interface {
	SimpleInChannel
	Buffer
}

type OutChannel interface {
	SimpleOutChannel
	Buffer
}

type SimpleChannel interface {
	SimpleInChannel
	SimpleOutChannel
}

type Channel interface {
	SimpleChannel
	Buffer
}

type NativeChannel chan interface{}

func NewNativeChannel(size BufferCap) NativeChannel { return nil }
func (ch NativeChannel) In() chan<- interface{}     { return nil }
func (ch NativeChannel) Out() <-chan interface{}    { return nil }
func (ch NativeChannel) Len() int                   { return 0 }
func (ch NativeChannel) Cap() BufferCap             { return 0 }
func (ch NativeChannel) Close()                     {}

type InfiniteChannel struct{}

func NewInfiniteChannel() *InfiniteChannel          { return nil }
func (ch *InfiniteChannel) In() chan<- interface{}  { return nil }
func (ch *InfiniteChannel) Out() <-chan interface{} { return nil }
func (ch *InfiniteChannel) Len() int                { return 0 }
func (ch *InfiniteChannel) Cap() BufferCap          { return 0 }
func (ch *InfiniteChannel) Close()                  {}

type RingChannel struct{}

func NewRingChannel(size BufferCap) *RingChannel { return nil }
func (ch *RingChannel) In() chan<- interface{}   { return nil }
func (ch *RingChannel) Out() <-chan interface{}  { return nil }
func (ch *RingChannel) Len() int                 { return 0 }
func (ch *RingChannel) Cap() BufferCap           { return 0 }
func (ch *RingChannel) Close()                   {}

type OverflowingChannel struct{}

func NewOverflowingChannel(size BufferCap) *OverflowingChannel { return nil }
func (ch *OverflowingChannel) In() chan<- interface{}          { return nil }
func (ch *OverflowingChannel) Out() <-chan interface{}         { return nil }
func (ch *OverflowingChannel) Len() int                        { return 0 }
func (ch *OverflowingChannel) Cap() BufferCap                  { return 0 }
func (ch *OverflowingChannel) Close()                          {}

type ResizableChannel struct{}

func NewResizableChannel() *ResizableChannel          { return nil }
func (ch *ResizableChannel) In() chan<- interface{}   { return nil }
func (ch *ResizableChannel) Out() <-chan interface{}  { return nil }
func (ch *ResizableChannel) Len() int                 { return 0 }
func (ch *ResizableChannel) Cap() BufferCap           { return 0 }
func (ch *ResizableChannel) Close()                   {}
func (ch *ResizableChannel) Resize(newSize BufferCap) {}

type BatchingChannel struct{}

func NewBatchingChannel(size BufferCap) *BatchingChannel { return nil }
func (ch *BatchingChannel) In() chan<- interface{}       { return nil }
func (ch *BatchingChannel) Out() <-chan interface{}      { return nil }
func (ch *BatchingChannel) Len() int                     { return 0 }
func (ch *BatchingChannel) Cap() BufferCap               { return 0 }
func (ch *BatchingChannel) Close()                       {}

type SharedBuffer struct{}

func NewSharedBuffer(size BufferCap) *SharedBuffer  { return nil }
func (buf *SharedBuffer) NewChannel() SimpleChannel { return nil }
func (buf *SharedBuffer) Len() int                  { return 0 }
func (buf *SharedBuffer) Cap() BufferCap            { return 0 }
func (buf *SharedBuffer) Close()                    {}
