// Command gomessage reads a mail with emersion/go-message alone: every part of
// it is decoded, and the text of those that are text is printed. The benchmark
// ReadAgainstGoMessage measures "voldaan read" against it.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset"
)

func main() {
	f, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer f.Close()
	e, err := message.Read(f)
	if e == nil {
		fmt.Println(err)
		return
	}
	err = e.Walk(func(_ []int, part *message.Entity, err error) error {
		if err != nil || part.MultipartReader() != nil {
			return err
		}
		to := io.Writer(io.Discard)
		if t, _, _ := part.Header.ContentType(); t == "text/plain" || t == "text/html" {
			to = os.Stdout
		}
		_, err = io.Copy(to, part.Body)
		return err
	})
	if err != nil && !errors.Is(err, io.EOF) {
		fmt.Println(err)
	}
}
