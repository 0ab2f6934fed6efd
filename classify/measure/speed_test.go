package measure

import (
	"context"
	"os"
	"testing"
	"time"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/corpus"
)

// BenchmarkReplies reads different replies of the corpus one after another, as a
// mailbox brings them, and tells how long a kilobyte takes: what the last one left
// in the processor's memory helps less than where one reply is read over and over.
// A short reply takes more for its length than a long one.
func BenchmarkReplies(b *testing.B) {
	all, err := corpus.Load(os.DirFS("../corpus"))
	if err != nil {
		b.Fatal(err)
	}
	for _, size := range []struct {
		name        string
		least, most int
	}{{"short", 1, 300}, {"kilobyte", 600, 1500}} {
		for _, language := range corpus.Languages {
			var mails []v.Mail
			var about []v.ReadingContext
			for _, r := range all.Replies {
				if n := len(r.Reply); r.Language != language || n < size.least || n > size.most {
					continue
				}
				m, c, err := r.Mail()
				if err != nil {
					b.Fatal(err)
				}
				mails, about = append(mails, m), append(about, c)
			}
			b.Run(size.name+"/"+language, func(b *testing.B) {
				r := classify.NewOffline()
				k, bytes := 0, 0
				for b.Loop() {
					i := k % len(mails)
					if _, err := r.Read(context.Background(), mails[i], about[i]); err != nil {
						b.Fatal(err)
					}
					k, bytes = k+1, bytes+len(mails[i].Reply)
				}
				b.ReportMetric(b.Elapsed().Seconds()*float64(time.Second/time.Millisecond)/float64(bytes)*1024, "ms/kB")
			})
		}
	}
}
