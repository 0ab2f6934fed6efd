// Package parse turns the bytes of a received message into a voldaan.Mail. It
// is pure: it reads no clock, file or network, never fails and never panics;
// what it met on the way stands in Mail.Warnings.
package parse
