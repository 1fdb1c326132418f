import { ALICE, CLIENT, granted, page, posted, queried, redirect } from '../fake-server.ts'
import type { Reply } from '../fake-server.ts'
import type { ConsentShape } from './consent-shapes.ts'

const { username, password } = ALICE
const denied = redirect(`${CLIENT}?error=access_denied`)
const login = (body: string): Reply => page(body)

/** Login followed by consent in the manner of servers in the field; `allow` and `deny` say what each must have been sent. */
export const productShapes: ConsentShape[] = [
  {
    name: 'a Java framework: consent with scope boxes, a scripted cancel, and refusal by agreeing to nothing',
    start: page(
      `<h1>Consent required</h1><p><b>app</b> wants to access your account <b>alice</b></p><form name=consent_form method=post action=/c>
       <input type=hidden name=client_id value=c><p>The following permissions are requested</p>
       <div class=form-check><input class=form-check-input type=checkbox name=scope value=read id=read><label for=read>read</label></div>
       <p>You have already granted:</p><div><input type=checkbox id=openid checked disabled><label for=openid>openid</label></div>
       <button type=submit id=submit-consent>Submit Consent</button><button type=button id=cancel-consent onclick="cancel()">Cancel</button></form>`,
    ),
    allow: {
      'POST /c': posted([
        ['client_id', 'c'],
        ['scope', 'read'],
      ]),
    },
    deny: { 'POST /c': posted([['client_id', 'c']], denied) },
  },
  {
    name: 'a Python example: one field to log in or sign up, then a box and a submit button',
    start: login(
      '<form action="" method="post"><input type="text" name="username" placeholder="username"><button type="submit">Login / Signup</button></form>',
    ),
    allow: {
      'POST /authorize': ({ form }) =>
        form[0]?.[0] === 'username'
          ? page(
              '<p>The application <strong>x</strong> is requesting: <strong>profile</strong> from you - a.k.a. (alice)</p><form action="" method="post"><label><input type="checkbox" name="confirm"><span>Consent?</span></label><br><button>Submit</button></form>',
            )
          : posted([['confirm', 'on']])({
              request: { method: 'POST', url: '', headers: [] },
              url: new URL(CLIENT),
              cookies: '',
              form,
            }),
    },
    deny: {
      'POST /authorize': ({ form }) =>
        form[0]?.[0] === 'username'
          ? page(
              '<p>The application is requesting: profile</p><form method="post"><label><input type="checkbox" name="confirm"><span>Consent?</span></label><button>Submit</button></form>',
            )
          : form.length === 0
            ? denied
            : granted,
    },
  },
  {
    name: 'a federation broker: buttons inside links to choose a way, then two forms for approval',
    start: page(
      `<h2>Log in to app</h2><div><a href="/auth/google" target="_self"><button class="btn"><span class="icon"></span><span>Log in with Google</span></button></a></div>
       <div><a href="/auth/local" target="_self"><button class="btn"><span>Log in with Email</span></button></a></div>`,
    ),
    allow: {
      'GET /auth/local': page(
        '<h2>Log in to Your Account</h2><form method=post action=/local><label for=userid>Email Address</label><input tabindex=1 required id=login name=login type=text placeholder="email address"><input required id=password name=password type=password placeholder=password><button id=submit-login type=submit>Login</button></form><a href=/auth>Select another login method.</a>',
      ),
      'POST /local': posted(
        [
          ['login', username],
          ['password', password],
        ],
        page(
          '<h2>Grant Access</h2><p>app would like to: view basic profile information</p><form method=post action=/ok><input type=hidden name=req value=1><input type=hidden name=approval value=approve><button type=submit><span>Grant Access</span></button></form><form method=post action=/no><input type=hidden name=approval value=rejected><button type=submit><span>Cancel</span></button></form>',
        ),
      ),
      'POST /ok': posted([
        ['req', '1'],
        ['approval', 'approve'],
      ]),
    },
    deny: {
      'GET /auth/local': page(
        '<form method=post action=/local><input name=login><input name=password type=password><button>Login</button></form>',
      ),
      'POST /local': page(
        '<h2>Grant Access</h2><form method=post action=/ok><button>Grant Access</button></form><form method=post action=/no><button>Cancel</button></form>',
      ),
      'POST /no': denied,
    },
  },
  {
    name: 'a university provider: radios about remembering beside reject and accept',
    start: page(
      `<p>You are about to access the service</p><form action="/idp?execution=e1s2" method=post><table><tr><th>Information to be Provided to Service</th></tr></table>
       <input id=a type=radio name=opt value=doNotRemember checked><label for=a>Ask me again at next login.</label>
       <input id=b type=radio name=opt value=remember><label for=b>I agree that the same information will be sent automatically in the future.</label>
       <input type=submit name=_eventId_Rejected value=Reject><input type=submit name=_eventId_proceed value=Accept></form>`,
    ),
    allow: {
      'POST /idp': posted([
        ['opt', 'doNotRemember'],
        ['_eventId_proceed', 'Accept'],
      ]),
    },
    deny: {
      'POST /idp': posted(
        [
          ['opt', 'doNotRemember'],
          ['_eventId_Rejected', 'Reject'],
        ],
        denied,
      ),
    },
  },
  {
    name: 'a Ruby gem: the refusal is a form of its own with _method=delete',
    start: login(
      '<form class="new_user" id="new_user" action="/users/sign_in" accept-charset="UTF-8" method="post"><input type="hidden" name="authenticity_token" value="t"><label for="user_email">Email</label><input autofocus type="email" value="" name="user[email]" id="user_email"><label for="user_password">Password</label><input type="password" name="user[password]" id="user_password"><input name="user[remember_me]" type="hidden" value="0"><input type="checkbox" value="1" name="user[remember_me]"><input type="submit" name="commit" value="Log in"></form><a href="/users/sign_up">Sign up</a><a href="/users/password/new">Forgot your password?</a>',
    ),
    allow: {
      'POST /users/sign_in': posted(
        [
          ['authenticity_token', 't'],
          ['user[email]', username],
          ['user[password]', password],
          ['user[remember_me]', '0'],
          ['commit', 'Log in'],
        ],
        page(
          '<h1>Authorization required</h1><p>Authorize <b>app</b> to use your account?</p><form action="/oauth" method="post"><input type="hidden" name="state" value="s"><button type="submit">Authorize</button></form><form action="/oauth" method="post"><input type="hidden" name="_method" value="delete"><input type="hidden" name="state" value="s"><button type="submit">Deny</button></form>',
        ),
      ),
      'POST /oauth': posted([['state', 's']]),
    },
    deny: {
      'POST /users/sign_in': page(
        '<h1>Authorization required</h1><form action="/oauth" method="post"><button>Authorize</button></form><form action="/oauth" method="post"><input type="hidden" name="_method" value="delete"><button>Deny</button></form>',
      ),
      'POST /oauth': posted([['_method', 'delete']], denied),
    },
  },
  {
    name: 'a .NET server: yes and no as inputs, and a passkey offer to put off before it',
    start: page(
      '<h1>Add a passkey</h1><p>Sign in faster next time</p><form method=post action=/offer><button name=v value=1>Continue</button><button name=v value=0>Not now</button></form>',
    ),
    allow: {
      'POST /offer': posted(
        [['v', '0']],
        page(
          '<h1>Authorization</h1><p>Do you want to grant <strong>app</strong> access to your data? (scopes requested: email)</p><form method=get action=/a><input type=hidden name=scope value=email><input name=submit.Accept type=submit value=Yes><input name=submit.Deny type=submit value=No></form>',
        ),
      ),
      'GET /a': queried([
        ['scope', 'email'],
        ['submit.Accept', 'Yes'],
      ]),
    },
    deny: {
      'POST /offer': page(
        '<h1>Authorization</h1><p>grant access?</p><form method=get action=/a><input name=submit.Accept type=submit value=Yes><input name=submit.Deny type=submit value=No></form>',
      ),
      'GET /a': queried([['submit.Deny', 'No']], denied),
    },
  },
  {
    name: 'a corporate server: no submit button at all, a silent second form and scripts',
    start: login(
      `<form method=post id=loginForm action=/adfs><input id=userNameInput name=UserName type=email placeholder="someone@example.com"><input id=passwordInput name=Password type=password placeholder=Password>
       <input id=kmsiInput type=checkbox name=Kmsi value=true><span id=submitButton role=button onclick="return Login.submit()">Sign in</span><input type=hidden name=AuthMethod value=Forms></form>
       <form id=options method=post action=/option><script>function SelectOption(o){ var f = document.getElementById('options'); f.submit() }</script><input type=hidden name=AuthMethod></form>`,
    ),
    allow: {
      'POST /adfs': posted(
        [
          ['UserName', username],
          ['Password', password],
          ['AuthMethod', 'Forms'],
        ],
        page(
          '<p>Let app read your permissions?</p><form action=/y method=post><button>Let it</button><button name=n value=1>Cancel</button><button name=y value=1>Allow always</button></form>',
        ),
      ),
      'POST /y': posted([['y', '1']]),
    },
    deny: {
      'POST /adfs': page(
        '<p>permissions?</p><form action=/y method=post><button name=n value=1>Cancel</button><button>Allow</button></form>',
      ),
      'POST /y': posted([['n', '1']], denied),
    },
  },
]
