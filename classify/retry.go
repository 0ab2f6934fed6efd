package classify

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	maxTries  = 3
	maxWait   = 30 * time.Second
	maxAnswer = 1 << 20 // bytes of an answer that are read
)

// retrying is a transport that honours Retry-After (RFC 9110, section 10.2.3)
// on 429 and 503, and reads no more than maxAnswer bytes of an answer.
type retrying struct {
	base http.RoundTripper
	now  func() time.Time
	wait func(ctx context.Context, d time.Duration) error
}

// RoundTrip implements http.RoundTripper.
func (t *retrying) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		res, err := t.base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		d, again := retryAfter(res, t.now())
		if !again || try == maxTries || req.GetBody == nil || !t.inTime(req.Context(), d) {
			res.Body = limited{io.LimitReader(res.Body, maxAnswer), res.Body}
			return res, nil
		}
		_ = res.Body.Close()
		if err := t.wait(req.Context(), d); err != nil {
			return nil, err
		}
		next := req.Clone(req.Context())
		if next.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
		req = next
	}
}

// inTime reports whether waiting for d leaves time for an answer.
func (t *retrying) inTime(ctx context.Context, d time.Duration) bool {
	end, ok := ctx.Deadline()
	return !ok || t.now().Add(d).Before(end)
}

type limited struct {
	io.Reader
	io.Closer
}

// retryAfter is how long the server asks to wait, and whether to try again;
// without a header it is one second.
func retryAfter(res *http.Response, now time.Time) (time.Duration, bool) {
	if res.StatusCode != http.StatusTooManyRequests && res.StatusCode != http.StatusServiceUnavailable {
		return 0, false
	}
	h := strings.TrimSpace(res.Header.Get("Retry-After"))
	d := time.Second
	if n, err := strconv.Atoi(h); err == nil && n >= 0 {
		d = time.Duration(min(n, 3600)) * time.Second
	} else if at, err := http.ParseTime(h); err == nil {
		d = max(0, at.Sub(now))
	}
	return d, d <= maxWait
}

// waitFor waits, or returns the context's error as soon as it ends.
func waitFor(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
