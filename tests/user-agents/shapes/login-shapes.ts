import { ALICE, cookie, granted, page, posted, redirect } from '../fake-server.ts'
import type { Routes } from '../fake-server.ts'

const { username, password } = ALICE

/** Pages that log in, each in the manner of a kind of server; every server only grants what a browser would have sent. */
export const loginShapes: [string, Routes][] = [
  [
    'handmade: the barest form',
    {
      'GET /authorize': page(
        '<form method=post action=/in><input name=u><input type=password name=p><input type=submit></form>',
      ),
      'POST /in': posted([
        ['u', username],
        ['p', password],
      ]),
    },
  ],
  [
    'realm server: absolute action with a session code, remember me, social links, forgot and register',
    {
      'GET /authorize': page(
        `<div id="kc"><h1>Sign in to your account</h1><form id="f" onsubmit="return true" method="post"
         action="https://as.example/realms/r/authenticate?session_code=a&amp;execution=b">
         <label for="username">Username or email</label><input id="username" name="username" autofocus autocomplete="username">
         <label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password">
         <input type="checkbox" id="rememberMe" name="rememberMe"> Remember me <a href="/reset">Forgot Password?</a>
         <input type="hidden" name="credentialId"><input name="login" type="submit" value="Sign In"></form>
         <a href="/broker/google">Google</a> New user? <a href="/register">Register</a></div>`,
        200,
        [cookie('AUTH_SESSION=1; Path=/realms/r; Secure; HttpOnly; SameSite=None')],
      ),
      'POST /realms/r/authenticate': (asked) =>
        asked.cookies === 'AUTH_SESSION=1' && asked.url.search === '?session_code=a&execution=b'
          ? posted([
              ['username', username],
              ['password', password],
              ['credentialId', ''],
              ['login', 'Sign In'],
            ])(asked)
          : page('session lost', 400),
    },
  ],
  [
    'development provider: prompt in a hidden field, cancel link, then a confirmation page',
    {
      'GET /authorize': redirect('/interaction/u1', 303, [cookie('_i=u1; path=/interaction/u1; httponly')]),
      'GET /interaction/u1': page(
        `<h1>Sign-in</h1><form autocomplete="off" action="https://as.example/interaction/u1" method="post">
         <input type="hidden" name="prompt" value="login"/><input required type="text" name="login" placeholder="Enter any login"/>
         <input required type="password" name="password" placeholder="and password"/><button type="submit">Sign-in</button></form>
         <div><a href="https://as.example/interaction/u1/abort">[ Cancel ]</a></div>`,
      ),
      'POST /interaction/u1': (asked) =>
        asked.form[0]?.[1] === 'consent'
          ? posted([['prompt', 'consent']], redirect('/authorize/u1', 303))(asked)
          : posted(
              [
                ['prompt', 'login'],
                ['login', username],
                ['password', password],
              ],
              redirect('/interaction/u2', 303),
            )(asked),
      'GET /interaction/u2': page(
        `<h1>Authorize</h1><div>the client is asking you to confirm previously given authorization</div>
         <form autocomplete="off" action="/interaction/u1" method="post"><input type="hidden" name="prompt" value="consent"/>
         <button autofocus type="submit">Continue</button></form><a href="/interaction/u1/abort">[ Cancel ]</a>`,
      ),
      'GET /authorize/u1': granted,
    },
  ],
  [
    'identity server: two buttons of one name decide, the token comes last',
    {
      'GET /authorize': redirect('/Account/Login?ReturnUrl=%2Fcb'),
      'GET /Account/Login': page(
        `<form method="post"><input type="hidden" id="Input_ReturnUrl" name="Input.ReturnUrl" value="/cb?a=1&amp;b=2&#x26;c" />
         <div class="form-group"><label for="Input_Username">Username</label><input id="Input_Username" name="Input.Username"></div>
         <div class="form-group"><label>Password <input type="password" name="Input.Password"></label></div>
         <div class="form-check"><input type="checkbox" name="Input.RememberLogin" value="true" checked></div>
         <button name="Input.Button" value="login">Login</button><button name="Input.Button" value="cancel">Cancel</button>
         <input name="__Token" type="hidden" value="t0k" /><input name="Input.RememberLogin" type="hidden" value="false" /></form>
         <h2>External Account</h2><form action="/External"><button name="provider" value="Google">Google</button></form>`,
      ),
      'POST /Account/Login': posted([
        ['Input.ReturnUrl', '/cb?a=1&b=2&c'],
        ['Input.Username', username],
        ['Input.Password', password],
        ['Input.RememberLogin', 'true'],
        ['Input.Button', 'login'],
        ['__Token', 't0k'],
        ['Input.RememberLogin', 'false'],
      ]),
    },
  ],
  [
    'blog: short names, hidden redirect, test cookie, lost password link and a search box above',
    {
      'GET /authorize': page(
        `<form role="search" action="/"><input type="search" name="s" placeholder="Search"><button>Search</button></form>
         <form name="loginform" action="/wp-login" method="post"><p><label for="user_login">Username or Email Address</label>
         <input type="text" name="log" id="user_login"></p><div><label for="user_pass">Password</label>
         <div><input type="password" name="pwd" id="user_pass"><button type="button" aria-label="Show password">o</button></div></div>
         <p><input name="rememberme" type="checkbox" id="r" value="forever"><label for="r">Remember Me</label></p>
         <p><input type="submit" name="wp-submit" value="Log In"><input type="hidden" name="redirect_to" value="/authorize?x=1&amp;y=2">
         <input type="hidden" name="testcookie" value="1"></p></form><a href="/lost">Lost your password?</a>`,
        200,
        [cookie('test=WP; path=/')],
      ),
      'POST /wp-login': (asked) =>
        asked.cookies === 'test=WP'
          ? posted([
              ['log', username],
              ['pwd', password],
              ['wp-submit', 'Log In'],
              ['redirect_to', '/authorize?x=1&y=2'],
              ['testcookie', '1'],
            ])(asked)
          : page('cookies blocked', 400),
    },
  ],
  [
    'code host: header with search and sign up, login with passkey button, then an authorize page',
    {
      'GET /authorize': redirect('/login?return_to=x'),
      'GET /login': page(
        `<header><form action="/search"><input name="q" aria-label="Search or jump to"></form><a href="/signup">Sign up</a></header>
         <form action="/session" accept-charset="UTF-8" method="post"><input type="hidden" name="authenticity_token" value="tok==">
         <label for="login_field">Username or email address</label><input type="text" name="login" id="login_field">
         <label for="password">Password</label><a href="/password_reset">Forgot password?</a>
         <input type="password" name="password" id="password"><input type="text" name="required_field_0" hidden="hidden">
         <input type="hidden" name="webauthn-support" value="unknown"><input type="submit" name="commit" value="Sign in"></form>
         <form action="/passkey" method="post"><button>Sign in with a passkey</button></form>
         <form action="/google" method="post"><button>Continue with Google</button></form>`,
      ),
      'POST /session': posted(
        [
          ['authenticity_token', 'tok=='],
          ['login', username],
          ['password', password],
          ['required_field_0', ''],
          ['webauthn-support', 'unknown'],
          ['commit', 'Sign in'],
        ],
        redirect('/oauth', 302, [cookie('s=in; path=/')]),
      ),
      'GET /oauth': page(
        `<form action="/logout" method="post"><button>Sign out</button></form>
         <form action="/oauth" method="post"><input type=hidden name=client_id value=c>
         <button type="submit" name="authorize" value="0">Cancel</button>
         <button type="submit" name="authorize" value="1">Authorize Google Drive Sync</button></form>`,
      ),
      'POST /oauth': posted([
        ['client_id', 'c'],
        ['authorize', '1'],
      ]),
    },
  ],
  [
    'two pages: user name first, password next with the name read-only',
    {
      'GET /authorize': page(
        '<h1>Sign in</h1><form method=post action=/name><input type=email name=identifier aria-label="Email or phone"><button>Next</button></form>' +
          '<a href=/signup>Create account</a>',
      ),
      'POST /name': posted(
        [['identifier', username]],
        page(
          `<form method=post action=/pass><input name=identifier readonly value=alice>
           <input type=password name=Passwd aria-label="Enter your password"><button>Next</button><button name=f>Forgot password?</button></form>`,
        ),
      ),
      'POST /pass': posted([
        ['identifier', 'alice'],
        ['Passwd', password],
      ]),
    },
  ],
  [
    'registration beside login: the form with two passwords and the sign-up form lose',
    {
      'GET /authorize': page(
        `<form action=/r1 method=post><h2>Register</h2><input name=email><input type=password name=a><input type=password name=b><button>Register</button></form>
         <form action=/r2 method=post><input name=email type=email><input type=password name=new autocomplete=new-password><button>Sign up</button></form>
         <form action=/in method=post><input name=email type=email><input type=password name=pw><button>Go</button></form>`,
      ),
      'POST /in': posted([
        ['email', username],
        ['pw', password],
      ]),
    },
  ],
  [
    'newsletter, language switch, forgot password and cookie banner around an identifier form',
    {
      'GET /authorize': page(
        `<form class=cookie-banner action=/c><p>We use cookies</p><button>Accept</button><button>Reject all</button></form>
         <form action=/lang><select name=lang><option>en<option>de</select><button>OK</button></form>
         <form action=/news method=post><p>Our newsletter</p><input type=email name=email placeholder="Your email"><button>Subscribe</button></form>
         <form action=/forgot method=post><input type=email name=email><button>Reset password</button></form>
         <form action=/who method=post><input name=email type=email autocomplete="username webauthn"><button>Continue</button></form>`,
      ),
      'POST /who': posted(
        [['email', username]],
        page('<form action=/pw method=post><input type=password name=pw></form>'),
      ),
      'POST /pw': posted([['pw', password]]),
    },
  ],
]
