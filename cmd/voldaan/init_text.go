package main

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// initText is the configuration that init writes: every key with its meaning;
// those with a default stand as comments, the others are to be filled in.
func initText(since voldaan.Date) string {
	return strings.Replace(initTemplate, "SINCE", since.String(), 1)
}

const initTemplate = `# The configuration of voldaan.
#
# Fill in what is empty (""). A line that begins with "# key = value" shows a
# default: take the "# " away to change it. Texts and days stand in quotes,
# numbers, true and false do not. Then run: voldaan check
#
# Passwords never stand in this file. They stand in files of their own, which
# nobody else may read (chmod 600), or in environment variables. The paths of
# files count from the folder of this file.

# Where everything is kept: a file, which is made when it does not exist, or
# the address of a PostgreSQL database such as
# "postgres://voldaan@db.example/voldaan"; its password stands in PGPASSWORD or
# in ~/.pgpass.
# database = "voldaan.db"

# For how many days the personal content of mails is kept (seven years).
# keep_days = 2562

# Only to look at a database of the past, such as that of "voldaan demo": the day
# that commands take for today. They work as at its end, and the bot does not run.
# today = ""

[log]
# debug, info, warn or error.
# level = "info"
# text for people, json for machines.
# format = "text"

# ---- The company that sends the invoices -----------------------------------

[[creditor]]
# A short word of your own for the company: small letters, digits and hyphens.
# It never changes once the bot has run.
id = "main"

# The company as its letters show it.
name = ""
address = ["", ""]
company_number = ""
# vat_number = ""

# NL, BE, DE, FR or GB: whose holidays count.
country = ""
# Where the country is DE: the Land, whose own holidays count as well, such as
# BY or NW.
# region = ""
# The language of mails to colleagues, and of letters to customers of whom no
# language is known: nl, fr, en or de.
# language = "nl"
# Whose clock counts, such as Europe/Amsterdam.
zone = ""

# The bank accounts that customers pay to. The bot never states another one.
ibans = [""]

# Whether the company can reclaim VAT on costs.
# vat_recoverable = true
# The size of the company in words of your own.
# size_class = ""
# What a discount for early payment does to VAT, where invoices have one in per
# cent: before_vat (VAT was reckoned on the discounted sum from the start),
# on_gross (off the whole sum; VAT is corrected) or on_net (off the net sum; VAT
# stays). Ask your accountant which is yours.
# discount_vat = ""

# The bot's own mail address, which is in cc when an invoice is sent, and the
# name beside it (the company's, when left out).
email = ""
# sender_name = ""
# Whether mail to name+anything@ arrives in the mailbox of name@, so that each
# letter can have an address of its own for answers. "voldaan check" finds out.
# plus_addressing = false

# How far the bot may go:
#   watch   reads and files, and shows what it would send; customers get nothing
#   ask     each morning's letters go to a colleague as a list, none leaves
#           without a yes
#   act     sends by itself
# mode = "ask"

# The first day of which mail counts; older mail is not read.
since = "SINCE"

# Where the bot learns what has been paid: bank (bank files), open-items (a list
# of what is still open) or hand (a colleague books payments and confirms each
# day's list).
# payment_source = "bank"
# How old that may be before letters that ask for money wait: s, m, h or d, such
# as 36h; 0d never waits.
# payments_max_age = "4d"
# After an import: how many customers with overdue invoices start on one day.
# start_per_day = 10

# When the daily digest goes to the managers, on business days.
# digest_hour = "08:00"

# How fresh the reading of the mailbox must be when a letter leaves.
# fresh_within = "10m"
# How long a mail of which nobody knows whether it arrived waits before it goes
# once more.
# resend_after = "15m"
# The largest file for a collection agency, in megabytes, that goes by mail to
# the colleague who says yes to a hand-over; 0: none goes by mail.
# dossier_max_mb = 10
# Whether the bot checks DKIM signatures itself, to know colleagues by.
# dkim_check = true

# ---- Colleagues: one block each ---------------------------------------------

# Finance registers invoices and gets what needs a person; the first one here
# owns the cases. Managers get the digest; without a manager it goes to finance.
[[creditor.colleague]]
name = ""
email = ""
# finance or manager.
# role = "finance"
# nl, fr, en or de; the company's language when left out.
# language = "nl"

# [[creditor.colleague]]
# name = ""
# email = ""
# role = "manager"

# ---- The mailbox that the bot reads (IMAP) ----------------------------------

[[creditor.mailbox]]
# A name for logs; each mailbox its own.
# name = "main"
# Host and port, such as imap.firm.example:993.
server = ""
# tls, starttls or none (only for a server on this machine). When left out, the
# port decides: starttls on 143, tls on others.
# tls = "tls"
# The name of the account; the bot's own address, when left out.
# user = ""
# One of the three: a file with the password, the name of an environment
# variable with it, or a file with an OAuth 2.0 access token that another
# program renews.
password_file = "mail-password"
# password_env = ""
# token_file = ""

# The folder that mail arrives in, and the one of sent mail; when sent is left
# empty, the one that the server marks as such.
# inbox = "INBOX"
# sent = ""
# Whether the bot saves copies of what it sends. Set it to false where the
# provider does so by itself, as Gmail and Microsoft 365 do.
# save_sent = true

# What proves that a mail comes from a colleague, beside the bot's own check of
# DKIM. authserv_id is the first word of the topmost Authentication-Results
# field of received mail; set it only where the server writes that field on
# every mail. provider is "microsoft365" for a mailbox in the same tenant as the
# colleagues.
# authserv_id = ""
# provider = ""

# Of a mail larger than this, in megabytes, only the beginning is read.
# max_size_mb = 25

# ---- The server that the bot sends through (SMTP) ---------------------------

[creditor.smtp]
# Host and port, such as smtp.firm.example:587.
server = ""
# tls, starttls or none (only for a server on this machine). When left out, the
# port decides: starttls on 25 and 587, tls on others.
# tls = "starttls"
# Whether the server wants a login; false where it lets this machine send
# without one.
# login = true
# The name of the account; the bot's own address, when left out.
# user = ""
password_file = "mail-password"
# password_env = ""
# token_file = ""
# How long the server may take to answer.
# timeout = "60s"

# ---- When and how often the bot writes --------------------------------------

[creditor.policy]
# "one": one ladder for everybody, see below; "shipped": the ladders that ship,
# by kind and country of the customer.
# ladders = "one"
# Letters that the bot starts: how many to a customer in seven days, and how far
# apart.
# letters_per_week = 2
# apart = "48h"
# Whether a customer who pays after a reminder is thanked.
# thanks = false
# The hours of business days in which letters leave.
# open_from = "09:00"
# open_to = "17:00"
# Business days that a promised payment and one that is said to be made may take
# to arrive.
# promise_grace = 2
# claim_days = 3
# Bank days after the last day of a discount that its payment may take to arrive.
# discount_grace = 1
# How many days a promise without a day waits.
# undated_promise = 7
# How many business days a question or a request for instalments pauses letters.
# short_pause = 3
# How long a case may wait for its owner.
# case_deadline = "48h"
# The most automatic answers in one exchange of mails on one day.
# answers_per_day = 3
# Under which certainty, from 0.0 to 1.0, a person looks at a mail.
# precision = 0.97

# What a customer's word alone can pause: how many days ahead a promise may lie,
# how many promises and payment claims an invoice may have, and how many days it
# may be paused in all. These can be made smaller, not larger.
[creditor.policy.bounds]
# promise_days = 45
# promises = 2
# claims = 2
# paused_days = 60

# The ladder of letters. These five steps are the default; steps of your own
# take the place of all of them. day counts from the due date, wait from the
# step before, and from is the smallest open amount for which the step is taken.
# The last is a call or a hand-over, and for every invoice.
# [[creditor.policy.step]]
# name = "courtesy"
# day = -5
# from = "5000.00"
# [[creditor.policy.step]]
# name = "reminder1"
# day = 3
# [[creditor.policy.step]]
# name = "reminder2"
# day = 10
# wait = 6
# [[creditor.policy.step]]
# name = "last_reminder"
# day = 20
# wait = 7
# [[creditor.policy.step]]
# name = "call_task"
# day = 27
# wait = 5

# Ladders by segment: the first policy that fits an account counts; the last
# must be without "for" (or set ladders = "shipped"). What a policy does not say
# it has from [creditor.policy]. docs/configuration.md explains each key.
# [[creditor.policies]]
# name = "gentle"
# like = "be-consumer"
# [creditor.policies.for]
# kinds = ["consumer"]
# countries = ["BE"]
# risks = ["low", "normal"]
# importances = ["key"]
# amount_from = "0.00"
# [[creditor.policies.step]]
# name = "second"
# day = 10
# wait = 7
# channel = "mail"
# template = "reminder2"
# tone = "firm"
# only_business = false
# only_with_phone = false
# approve = false
# forewarn = false
# signer = ""
# notice = false
# claims = []
# [[creditor.policies.step]]
# name = "handover"
# day = 40
# [[creditor.policies]]
# name = "rest"

# What customers have agreed to who have no terms of their own: the first that
# fits counts. Interest and damages bind no invoice that is older than "since",
# and never pass what the law allows. New terms stand beside the old ones, with
# another "since": those count that were in force on the day of the invoice.
# [[creditor.terms]]
# kinds = ["business", "authority"]
# countries = ["BE"]
# days = 30
# interest = "8"
# damages = "10 % min 40 max 2000"
# A contract of regular deliveries to a consumer in Belgium, and what a reminder
# costs after those about three due dates of the year, which are free.
# regular_delivery = false
# reminder_fee = "7.50"
# since = "2024-01-01"
# evidence = "general terms 2024, article 7"

# ---- Rates and rules of law ---------------------------------------------------

# Letters claim interest and costs only by rates and rules that were checked at
# the official source. voldaan law lists those that were not, with their keys.
[law]
# Keys that you have checked there.
# rates_confirmed = []
# Files with rates of your own, of the form that docs/law.md explains.
# files = []

# ---- A language model, for mails of which the rules are unsure --------------

# When it is enabled, the text of such mails goes to the server named here.
[openai]
# enabled = false
# Any server that speaks OpenAI's protocol; empty: OpenAI's own.
# base_url = ""
# model = ""
# "unsure": about mails that the bot itself cannot read surely; "always": about all.
# ask = "unsure"
# How many mails a day it is asked about at most; 0: no bound.
# per_day = 500
# key_file = ""
# key_env = ""
`
