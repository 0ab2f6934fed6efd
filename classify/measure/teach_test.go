package measure_test

import (
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/corpus"
	"github.com/voldaan/voldaan/classify/measure"
)

// Nearly every reply of the corpus that is read wrongly is read right once
// corrected, and all corrections together spoil next to nothing else.
func TestCorrectionsTeach(t *testing.T) {
	all, err := corpus.Load(os.DirFS("../corpus"))
	if err != nil {
		t.Fatal(err)
	}
	reader := classify.NewOffline()
	var lessons []voldaan.Lesson
	wrong, mended := 0, 0
	right := map[string]bool{}
	for _, r := range all.Replies {
		before, err := measure.Read(reader, r, voldaan.ReadingContext{})
		if err != nil {
			t.Fatal(err)
		}
		if right[r.ID] = before.Intent == r.Intent; right[r.ID] {
			continue
		}
		wrong++
		m, c, err := r.Mail()
		if err != nil {
			t.Fatal(err)
		}
		taught, err := reader.Teach(m, c, r.Intent, r.Reason, "")
		if errors.Is(err, classify.ErrNoLesson) {
			continue // told by no words that a model knows
		}
		if err != nil {
			t.Fatal(err)
		}
		after, err := measure.Read(reader, r, voldaan.ReadingContext{Lessons: taught})
		if err != nil {
			t.Fatal(err)
		}
		if after.Intent == r.Intent {
			mended++
		}
		for i := range taught {
			taught[i].Correction = fmt.Sprint(wrong)
		}
		lessons = append(lessons, taught...)
	}
	spoilt := 0
	for _, r := range all.Replies {
		after, err := measure.Read(reader, r, voldaan.ReadingContext{Lessons: lessons})
		if err != nil {
			t.Fatal(err)
		}
		if right[r.ID] && after.Intent != r.Intent {
			spoilt++
		}
	}
	t.Logf("%d of %d wrong replies mended by %d lessons, %d of %d right ones spoilt by all of them", mended, wrong, len(lessons), spoilt, len(right)-wrong)
	if 10*mended < 9*wrong || 100*spoilt > len(right) || wrong == 0 {
		t.Errorf("%d of %d wrong replies mended, %d of %d right ones spoilt", mended, wrong, spoilt, len(right)-wrong)
	}
}
