package servertest

import (
	"fmt"
	"os"
	"os/user"
	"strconv"
	"strings"
)

// dovecotTemplate is the configuration of a Dovecot 2.3 that serves plain
// IMAP as one ordinary user, with nothing outside $DIR. Words in capitals
// after a dollar sign are replaced.
const dovecotTemplate = `base_dir = $DIR/run
state_dir = $DIR/state
log_path = $DIR/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_username_format = %Lu
auth_failure_delay = 0
default_internal_user = $USER
default_internal_group = $GROUP
default_login_user = $USER
first_valid_uid = 1
mail_location = maildir:~/Maildir
mailbox_list_index = yes
mail_max_userip_connections = 100
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = $DIR/users
}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $DIR/oauth2.ext
}
userdb {
  driver = static
  args = uid=$UID gid=$GID home=$DIR/mail/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = create
    special_use = \Sent
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = $PORT
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`

// dovecotConfig fills the template for a directory and a port.
func dovecotConfig(dir string, port int) string {
	uid, gid := os.Geteuid(), os.Getegid()
	if uid == 0 {
		uid, gid = nobody, nobody
	}
	return strings.NewReplacer(
		"$DIR", dir,
		"$PORT", strconv.Itoa(port),
		"$USER", userName(uid),
		"$GROUP", groupName(gid),
		"$UID", strconv.Itoa(uid),
		"$GID", strconv.Itoa(gid),
	).Replace(dovecotTemplate)
}

func userName(uid int) string {
	if u, err := user.LookupId(strconv.Itoa(uid)); err == nil {
		return u.Username
	}
	return fmt.Sprint(uid)
}

func groupName(gid int) string {
	if g, err := user.LookupGroupId(strconv.Itoa(gid)); err == nil {
		return g.Name
	}
	return fmt.Sprint(gid)
}
