// Command voldaan is a bot that lives in a mailbox and gets invoices paid.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// cli are the commands. The order is that of the help.
type cli struct {
	Config   string `help:"The configuration file." short:"c" default:"voldaan.toml" env:"VOLDAAN_CONFIG" type:"path"`
	Creditor string `help:"The creditor, where the configuration has several."`
	JSON     bool   `help:"Print JSON for machines." name:"json"`

	Demo  demoCmd  `cmd:"" help:"Play 45 days with built-in mail servers and invented customers."`
	Init  initCmd  `cmd:"" help:"Write a commented configuration."`
	Check checkCmd `cmd:"" help:"Check the configuration and try every login."`
	Run   runCmd   `cmd:"" help:"Run the bot."`
	Stop  stopCmd  `cmd:"" help:"Stop all letters, or those to one customer."`
	Start startCmd `cmd:"" help:"Let letters go again."`

	Import   importCmd   `cmd:"" help:"Bring in invoices, payments or the list of open items."`
	Invoices invoicesCmd `cmd:"" help:"List invoices with their state."`
	Show     showCmd     `cmd:"" help:"Show an invoice or a customer."`
	Why      whyCmd      `cmd:"" help:"Tell an invoice's story."`
	Plan     planCmd     `cmd:"" help:"Say what would be sent today, what is held, and why."`
	Simulate simulateCmd `cmd:"" help:"Play the ledger forward under a policy: letters, calls and expected cash."`
	Digest   digestCmd   `cmd:"" help:"Print today's digest."`
	Cases    casesCmd    `cmd:"" help:"List what waits for a person, or close a case."`

	Pay         payCmd         `cmd:"" help:"Book a payment."`
	Credit      creditCmd      `cmd:"" help:"Book a credit note."`
	Hold        holdCmd        `cmd:"" help:"Hold an invoice or a customer."`
	Resume      resumeCmd      `cmd:"" help:"End a hold."`
	Dispute     disputeCmd     `cmd:"" help:"Record that an invoice is contested."`
	Resolve     resolveCmd     `cmd:"" help:"End a dispute."`
	Close       closeCmd       `cmd:"" help:"Close an invoice: settled outside, written off or cancelled."`
	Reopen      reopenCmd      `cmd:"" help:"Reopen an invoice that was closed."`
	Handover    handoverCmd    `cmd:"" help:"Hand a customer's overdue invoices over, and make the dossier; or propose it to a colleague."`
	Recall      recallCmd      `cmd:"" help:"Take an invoice back that was handed over."`
	Customer    customerCmd    `cmd:"" help:"Say what a customer is to you, by which policy he goes, where he can be called."`
	Invoice     invoiceCmd     `cmd:"" help:"Say by which policy an invoice goes."`
	Instalments instalmentsCmd `cmd:"" help:"Agree to an instalment plan, or end it."`
	Waive       waiveCmd       `cmd:"" help:"Give up interest or costs that letters claimed."`
	Received    receivedCmd    `cmd:"" help:"Record that a customer received a legal notice."`
	Undo        undoCmd        `cmd:"" help:"Take the last command back, or a given one."`
	Approve     approveCmd     `cmd:"" help:"Say yes or no to the letters that wait for one."`
	Letter      letterCmd      `cmd:"" help:"Decide about a letter of which nobody knows whether it arrived."`

	Teach   teachCmd   `cmd:"" help:"Say what a mail truly means, so that mails like it are read right."`
	Replay  replayCmd  `cmd:"" help:"Read past mails again and say which would be read otherwise."`
	Claim   claimCmd   `cmd:"" help:"Say what the law lets you claim on top of what is open, and why or why not."`
	Law     lawCmd     `cmd:"" help:"List the rates and legal statements that letters may rest on, and what is to be checked."`
	Read    readCmd    `cmd:"" help:"Read mails from files and say what they mean."`
	When    whenCmd    `cmd:"" help:"Read lines and print the days that they name."`
	Backup  backupCmd  `cmd:"" help:"Write a copy of the database to a file."`
	Restore restoreCmd `cmd:"" help:"Restore the database from a copy."`
	Export  exportCmd  `cmd:"" help:"Export everything, or what is known about a customer."`
	Erase   eraseCmd   `cmd:"" help:"Erase personal content; the record stays whole."`
}

// gcPercent is how much the heap may grow before it is looked through: the
// program shares a small machine, and most of its heap is word lists that stay.
const gcPercent = 50

// The exit statuses.
const (
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	debug.SetGCPercent(gcPercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := program(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// program runs one command and returns its exit status.
func program(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c, kong.Name("voldaan"),
		kong.Description("A bot that lives in a mailbox and gets invoices paid."),
		kong.UsageOnError(), kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Writers(stdout, stderr), kong.Exit(func(code int) { exited = code }))
	if err != nil {
		fmt.Fprintln(stderr, "voldaan:", err)
		return exitFailed
	}
	command, err := parser.Parse(args)
	if exited >= 0 { // --help
		return exited
	}
	if err != nil {
		fmt.Fprintf(stderr, "voldaan: %v\nvoldaan --help lists the commands\n", err)
		return exitUsage
	}
	env := &cliEnv{
		ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, now: time.Now, getenv: os.Getenv,
		configPath: c.Config, creditor: c.Creditor, json: c.JSON,
	}
	err = command.Run(env)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage):
		fmt.Fprintln(stderr, "voldaan:", err)
		return exitUsage
	case !errors.Is(err, errShown):
		fmt.Fprintln(stderr, "voldaan:", err)
	}
	return exitFailed
}
