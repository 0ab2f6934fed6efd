package classify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/sashabaranov/go-openai"

	v "github.com/voldaan/voldaan"
)

// OpenAIConfig says which model to ask and how.
type OpenAIConfig struct {
	BaseURL string // of an OpenAI-compatible server; empty: OpenAI's own
	Model   string
	Key     string
	// Timeout is for one mail, waits and retries included; zero: 20 seconds.
	Timeout time.Duration
	// Always asks about every mail of a person, not only where the other reader
	// is unsure.
	Always bool
	// PerDay is how many mails the model is asked about in a day (UTC) at most;
	// beyond it the other reader's reading stands. Zero: no bound.
	PerDay int
	// HTTPClient carries the requests; nil: a client of its own.
	HTTPClient *http.Client
	// Fallback reads first, and its reading stands where the model gives
	// nothing of use; nil: Offline.
	Fallback Reader
	// Logger hears why an answer was not used, never what a mail says; nil:
	// nothing is logged.
	Logger *slog.Logger
}

// OpenAI is the reader that asks a language model about the mails of which
// another reader is unsure. The model never has the last word: its answer is
// used only where every quote stands in the mail, and it can add to what the
// other reader found but take nothing severe away.
type OpenAI struct {
	client   *openai.Client
	model    string
	timeout  time.Duration
	always   bool
	budget   budget
	fallback Reader
	log      *slog.Logger
}

// budget counts the mails asked about on a day.
type budget struct {
	sync.Mutex
	perDay, spent int
	day           v.Date
	now           func() time.Time
}

// spend reports whether one more mail may be asked about today.
func (b *budget) spend() bool {
	b.Lock()
	defer b.Unlock()
	if today := v.DateOf(b.now().UTC()); today != b.day {
		b.day, b.spent = today, 0
	}
	if b.perDay > 0 && b.spent >= b.perDay {
		return false
	}
	b.spent++
	return true
}

// NewOpenAI makes the reader. It connects to nothing before the first mail.
func NewOpenAI(c OpenAIConfig) *OpenAI { return newOpenAI(c, time.Now, waitFor) }

func newOpenAI(c OpenAIConfig, now func() time.Time, wait func(context.Context, time.Duration) error) *OpenAI {
	conf := openai.DefaultConfig(c.Key)
	if c.BaseURL != "" {
		conf.BaseURL = strings.TrimRight(c.BaseURL, "/")
	}
	client := http.Client{}
	if c.HTTPClient != nil {
		client = *c.HTTPClient
	}
	if client.Transport == nil {
		client.Transport = http.DefaultTransport
	}
	client.Transport = &retrying{base: client.Transport, now: now, wait: wait}
	conf.HTTPClient = &client
	o := &OpenAI{
		client: openai.NewClientWithConfig(conf), model: c.Model, timeout: c.Timeout, always: c.Always,
		budget: budget{perDay: c.PerDay, now: now}, fallback: c.Fallback, log: c.Logger,
	}
	if o.timeout <= 0 {
		o.timeout = 20 * time.Second
	}
	if o.fallback == nil {
		o.fallback = NewOffline()
	}
	if o.log == nil {
		o.log = slog.New(slog.DiscardHandler)
	}
	return o
}

// maxAsked is the longest text, in runes, about which the model is asked; of
// a longer one it would see a part only.
const maxAsked = 12_000

// Read implements Reader.
func (o *OpenAI) Read(ctx context.Context, m v.Mail, c v.ReadingContext) (v.Reading, error) {
	c = complete(m, c)
	offline, err := o.fallback.Read(ctx, m, c)
	if err != nil || !worthAsking(m, offline, o.always) {
		return offline, err
	}
	if !o.budget.spend() {
		o.log.WarnContext(ctx, "model not used", "mail", m.ID, "why", "the day's budget is spent")
		return offline, nil
	}
	asking, cancel := context.WithTimeout(ctx, o.timeout)
	defer cancel()
	answer, err := o.ask(asking, m, c)
	if err != nil {
		o.log.WarnContext(ctx, "model not used", "mail", m.ID, "why", cause(err))
		return offline, ctx.Err()
	}
	return merge(offline, answer), nil
}

// worthAsking reports whether the model can help: a person's mail, of which
// the reading is unsure unless all are asked about, that does not try to
// instruct machines.
func worthAsking(m v.Mail, r v.Reading, always bool) bool {
	n := utf8.RuneCountInString(m.Reply)
	return (always || r.Confidence() < r.Threshold) && n > 0 && n <= maxAsked &&
		m.Kind == v.MailCustomer && !slices.Contains(r.Flags(), v.FlagInjection) && !slices.Contains(r.Flags(), v.FlagPhishing)
}

// ask sends one mail and validates the answer.
func (o *OpenAI) ask(ctx context.Context, m v.Mail, c v.ReadingContext) ([]v.Finding, error) {
	prompt, err := fenced(m, c)
	if err != nil {
		return nil, err
	}
	res, err := o.client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{
		Model: o.model, Temperature: 0.01,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: instructions},
			{Role: openai.ChatMessageRoleUser, Content: prompt},
		},
		ResponseFormat: &openai.ChatCompletionResponseFormat{
			Type: openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{
				Name: "reading", Strict: true, Schema: json.RawMessage(answerSchema),
			},
		},
	})
	if err != nil {
		return nil, fmt.Errorf("ask model: %w", err)
	}
	if len(res.Choices) != 1 || res.Choices[0].FinishReason != openai.FinishReasonStop {
		return nil, errIncomplete
	}
	return accept(res.Choices[0].Message.Content, o.model, m, c)
}

var errIncomplete = errors.New("the answer is not complete")

// cause describes an error without the server's words, which may repeat the
// mail.
func cause(err error) string {
	var api *openai.APIError
	var req *openai.RequestError
	var bad *answerError
	switch {
	case errors.As(err, &api):
		return fmt.Sprintf("status %d", api.HTTPStatusCode)
	case errors.As(err, &req):
		return fmt.Sprintf("status %d", req.HTTPStatusCode)
	case errors.As(err, &bad):
		return bad.why
	case errors.Is(err, errIncomplete):
		return errIncomplete.Error()
	case errors.Is(err, context.DeadlineExceeded):
		return "no answer in time"
	case errors.Is(err, context.Canceled):
		return "cancelled"
	}
	return "no connection, or no valid answer"
}

// merge adds the model's findings to the offline ones: those stay that are
// more severe than the model's, and so do all flags. Where the two agree on the
// intent, the offline findings stay, surer than before: neither knows how the
// other came to it.
func merge(offline v.Reading, answer []v.Finding) v.Reading {
	out := v.Reading{Findings: answer, Threshold: offline.Threshold}
	top := out.Intent()
	if top == offline.Intent() && offline.Findings[0].By != byDefault {
		both := 1 - (1-offline.Confidence())*(1-out.Confidence())
		agreed := v.Reading{Findings: slices.Clone(offline.Findings), Threshold: offline.Threshold}
		for i := range agreed.Findings {
			if agreed.Findings[i].Intent == top {
				agreed.Findings[i].Confidence = both
				agreed.Findings[i].By += ", " + answer[0].By
			}
		}
		for _, f := range answer {
			for _, g := range f.Flags {
				if !slices.Contains(agreed.Flags(), g) {
					agreed.Findings[0].Flags = append(agreed.Findings[0].Flags, g)
				}
			}
			if !slices.ContainsFunc(agreed.Findings, func(o v.Finding) bool { return o.Intent == f.Intent }) {
				agreed.Findings = append(agreed.Findings, f)
			}
		}
		return agreed
	}
	for _, f := range offline.Findings {
		if f.By != byDefault && f.Intent.Severity() < top.Severity() {
			out.Findings = append(out.Findings, f)
			continue
		}
		for _, g := range f.Flags {
			if !slices.Contains(out.Findings[0].Flags, g) {
				out.Findings[0].Flags = append(out.Findings[0].Flags, g)
			}
		}
	}
	return out
}
