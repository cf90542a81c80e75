import { describe, expect, it } from 'vitest'
import { type Family, secretField, secretName } from '../../../src/core/guard'

const secret: Readonly<Record<Family, string>> = {
  password: `password passwd pwd passphrase passcode currentPassword new_password_confirmation PASSWORD user-password userPass
    pass db_pass password2 passwords userpassword passwordInput passwordHash form.login.password user[password] passwort confirmPwd PWD pass_word`,
  pin: 'pin PIN atmPin cardPin pin_code newPin pinNumber pin1 confirmPin pin_block Pin-Code enterPin',
  'card-code': 'cvv cvc cvv2 CVC2 csc securityCode security_code cardVerificationValue cardSecurityCode cardCvv cardCid cid_code',
  'one-time-code': `otp totp mfaCode oneTimeCode one_time_password verificationCode 2fa 2faCode twoFactorCode smsCode OTPCode userOTP otp1
    mfa_token backupCodes recovery-code`,
  cookie: 'cookie Cookie set-cookie setCookie Set-Cookie2 document.cookie cookies sessionCookie cookieHeader',
  authorization: 'authorization Authorization proxy-authorization authHeader authorizationHeader x-authorization',
}

const plain = `pinned spinner pinia ping pinColor mapPin dropPin isPinned pinId pinTop unpin opinion shipping author auth authorId authorized
  authorizationUrl option options laptop optical hotpink cid clientId code status key token secret session keyboard
  passwordLength password_length hasPassword passwordVisible showPassword isPasswordValid passwordError passwordResetUrl passwordStrength
  passwordTouched passwordHint passwordless forgotPassword passwordUpdatedAt passwordPolicy cvvLength otpSent otpLength 2faEnabled mfa mfaEnabled
  compass passenger bypass boardingPass passed passive passRate cookieConsent cookieBanner acceptCookies cookiesAccepted cookiePolicy
  verificationStatus verified securityLevel constructor __proto__ toString`

describe('secretName', () => {
  for (const [family, names] of Object.entries(secret)) {
    it.each(names.trim().split(/\s+/))(`takes %s for ${family}`, (name) => {
      expect(secretName(name)).toBe(family)
    })
  }

  it.each(plain.trim().split(/\s+/))('leaves %s alone', (name) => {
    expect(secretName(name)).toBeUndefined()
  })

  it('reads names of several words', () => {
    expect(secretName('Card security code')).toBe('card-code')
    expect(secretName('one-time code')).toBe('one-time-code')
    expect(secretName('Your new password')).toBe('password')
  })

  it('gives the same answer the second time, and after many other names', () => {
    for (let i = 0; i < 10_000; i++) secretName(`field${i}`)
    expect([secretName('password'), secretName('field1'), secretName('password')]).toEqual(['password', undefined, 'password'])
  })

  it('looks at both ends of a very long name', () => {
    expect(secretName(`${'x.'.repeat(5000)}password`)).toBe('password')
    expect(secretName(`password.${'x.'.repeat(5000)}`)).toBe('password')
  })
})

describe('secretField', () => {
  it('believes the type, whatever the name', () => {
    expect(secretField({ type: 'password', name: 'x' })).toBe('password')
    expect(secretField({ type: 'PASSWORD' })).toBe('password')
  })

  it('prefers what the names say over a mere masked type', () => {
    expect(secretField({ type: 'password', name: 'atm_pin' })).toBe('pin')
  })

  it('believes autocomplete', () => {
    expect(secretField({ type: 'text', autocomplete: 'section-pay cc-csc' })).toBe('card-code')
    expect(secretField({ autocomplete: 'one-time-code' })).toBe('one-time-code')
    expect(secretField({ autocomplete: 'current-password' })).toBe('password')
    expect(secretField({ autocomplete: 'new-password webauthn' })).toBe('password')
    expect(secretField({ autocomplete: 'cc-number' })).toBeUndefined()
  })

  it('reads name, id and the heading of the label', () => {
    expect(secretField({ type: 'text', name: 'user[password]' })).toBe('password')
    expect(secretField({ id: 'card-cvc' })).toBe('card-code')
    expect(secretField({ label: 'Password (must have a length of 8)' })).toBe('password')
    expect(secretField({ label: 'Security code *' })).toBe('card-code')
    expect(secretField({ label: 'City, no pin needed' })).toBeUndefined()
  })

  it('takes a field for digits called code for a one-time code, and any other field called code for none', () => {
    expect(secretField({ name: 'code', inputmode: 'numeric' })).toBe('one-time-code')
    expect(secretField({ name: 'digit-3', type: 'tel' })).toBe('one-time-code')
    expect(secretField({ name: 'cid', inputmode: 'numeric' })).toBe('card-code')
    expect(secretField({ name: 'code', type: 'text' })).toBeUndefined()
    expect(secretField({ name: 'coupon', inputmode: 'numeric' })).toBeUndefined()
  })

  it('leaves ordinary fields alone', () => {
    expect(secretField({ type: 'email', name: 'email', label: 'E-mail', autocomplete: 'username' })).toBeUndefined()
    expect(secretField({})).toBeUndefined()
    expect(secretField({ name: null, label: null, type: null })).toBeUndefined()
  })
})
