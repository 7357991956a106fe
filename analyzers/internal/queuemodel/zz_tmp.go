package queuemodel

var brokerRows []Row
var deliveries []Delivery
