module github.com/lightningnetwork/lnd/queue

go 1.26
