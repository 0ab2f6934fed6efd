// Command train makes the model of package classify/model from the corpus,
// always the same bytes from the same sentences, and measures it.
//
//	train check    the faults of the corpus and how much of each label there is
//	train model    classify/model/weights.bin
//	train eval     docs/evaluation.md and docs/reliability.png
//	train report   the same, with the table of cross-validation as it stands
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/corpus"
	"github.com/voldaan/voldaan/classify/model"
)

var (
	root      = flag.String("root", ".", "the folder of the repository")
	precision = flag.Float64("precision", voldaan.DefaultPolicy().Precision, "how often what is handled alone must be right")
	verbose   = flag.Bool("v", false, "print what is read wrongly of the replies that the model learns from")
)

// wrong is where what is read wrongly goes; nil: nowhere.
func wrong() io.Writer {
	if *verbose {
		return os.Stdout
	}
	return nil
}

func main() {
	flag.Parse()
	if err := run(flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(command string) error {
	c, err := corpus.Load(os.DirFS(filepath.Join(*root, "classify/corpus")))
	if err != nil {
		return err
	}
	switch command {
	case "check":
		return check(c)
	case "model":
		l, err := newLearner(c)
		if err != nil {
			return err
		}
		b, err := l.model()
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(*root, "classify/model/weights.bin"), b, 0o644)
	case "eval":
		return evaluate(c)
	case "report":
		return measured(c)
	}
	return fmt.Errorf("%q is none of check, model, eval and report", command)
}

// check prints the distribution of the labels and the faults.
func check(c *corpus.Corpus) error {
	count := map[string]int{}
	for _, s := range c.Sentences {
		count[s.Language+string(s.Intent)]++
	}
	for _, i := range model.Intents {
		fmt.Printf("%-18s", i)
		for _, l := range corpus.Languages {
			fmt.Printf(" %s %4d", l, count[l+string(i)])
		}
		fmt.Println()
	}
	fmt.Println(len(c.Sentences), "sentences,", len(c.Replies), "replies")
	faults := c.Check()
	for _, f := range faults {
		fmt.Println(f)
	}
	if len(faults) > 0 {
		return fmt.Errorf("the corpus has %d faults", len(faults))
	}
	return nil
}

// crossFile holds the table of cross-validation, which takes too long for a
// test to make anew.
const crossFile = "classify/train/testdata/cross.md"

// evaluate writes the report. It measures the model that the program carries,
// so make the model before.
func evaluate(c *corpus.Corpus) error {
	l, err := newLearner(c)
	if err != nil {
		return err
	}
	table, err := cross(l, *precision)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(*root, crossFile), []byte(table), 0o644); err != nil {
		return err
	}
	return measured(c)
}

// measured writes what the test replies say of the model, beside the table of
// cross-validation that was made last.
func measured(c *corpus.Corpus) error {
	table, err := os.ReadFile(filepath.Join(*root, crossFile))
	if err != nil {
		return err
	}
	all, err := outcomes(c, *precision)
	if err != nil {
		return err
	}
	if err := draw(filepath.Join(*root, "docs/reliability.png"), all); err != nil {
		return err
	}
	var b bytes.Buffer
	report(&b, all, string(table), *precision)
	fmt.Print(b.String())
	return os.WriteFile(filepath.Join(*root, "docs/evaluation.md"), b.Bytes(), 0o644)
}
