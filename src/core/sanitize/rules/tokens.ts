import type { Finder, Rule, TokenShape } from '../rule'
import { signs } from '../signs'
import { isGoogleKey } from './google-key'

/**
 * Tokens of services, by how they begin. The shapes are the vendors' own,
 * checked against the rule sets of gitleaks (MIT), secretlint (MIT) and
 * detect-secrets (Apache-2.0). One line: the beginning, a blank, the rest as a
 * regular expression, which must end where the run of token characters does.
 */
function shapes(lines: string): readonly TokenShape[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [start = '', rest = ''] = line.trim().split(' ')
      return { start, rest: new RegExp(`(?:${rest})(?![A-Za-z0-9_])`, 'y') }
    })
}

interface More {
  readonly find?: Finder
  readonly more?: readonly TokenShape[]
}

function vendor(id: string, title: string, hides: string, lines: string, { find, more = [] }: More = {}): Rule {
  return { id, title, hides, confidence: 'strong', templates: ['secrets'], priority: 80, tokens: [...shapes(lines), ...more], find }
}

/** How long what belongs to a token is at the end of the text before its anchor; undefined where nothing does. */
type Head = (before: string) => number | undefined

function ending(pattern: RegExp): Head {
  return (before) => pattern.exec(before)?.[1]?.length
}

/** Tokens known by something in their middle: `anchor` is searched for, `head` tells what belongs to it before, `after` (sticky) begins there. */
function around(needs: number, anchor: string, reach: number, head: Head, after: RegExp): Finder {
  return {
    needs,
    find(text, hit) {
      for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1)) {
        const length = head(text.slice(Math.max(0, at - reach), at))
        after.lastIndex = at
        if (length !== undefined && after.test(text)) hit(at - length, after.lastIndex)
      }
    },
  }
}

const azureSecret = around(signs.token | signs.tilde, 'Q~', 5, ending(/(?:^|[^\w~.-])([\w~.]{3}\d)$/), /Q~[\w~.-]{31,34}(?![\w~-])/y)
const azureAccount = around(signs.token | signs.assign, 'Key=', 16, ending(/(Account|SharedAccess)$/), /Key=[A-Za-z0-9+/]{40,100}={0,2}/y)
const mailchimp = around(signs.token, '-us', 33, ending(/(?:^|[^\w])([0-9a-f]{32})$/), /-us\d{1,2}(?!\w)/y)
const telegram = around(signs.token | signs.assign, ':A', 17, ending(/(?:^|[^\w])(\d{5,16})$/), /:A[\w-]{34}(?![\w-])/y)

const openaiBegin = /^sk-(?:proj|svcacct|admin)-[\w-]{16,170}$/

/** By hand up to the beginning: as one pattern it would try all the rest from each place. */
function openaiHead(before: string): number | undefined {
  for (let at = before.indexOf('sk-'); at >= 0; at = before.indexOf('sk-', at + 1))
    if (!/[A-Za-z\d]/.test(before[at - 1] ?? ' ') && openaiBegin.test(before.slice(at))) return before.length - at
  return undefined
}

/** The maker's name in base64 stands in the middle of every key. */
const openai = around(signs.token, 'T3BlbkFJ', 182, openaiHead, /T3BlbkFJ[\w-]{16,170}(?![A-Za-z0-9_])/y)
const facebook = around(
  signs.digits,
  '|',
  17,
  ending(/(?:^|[^\w])(\d{15,16})$/),
  /\|(?=[\w-]{0,40}\d)(?=[\w-]{0,40}[A-Z])[\w-]{27,40}(?![\w-])/y,
)

const w = '[A-Za-z0-9]'
const hex = '[0-9a-fA-F]'

export const tokenRules: readonly Rule[] = [
  vendor(
    'aws-key',
    'AWS keys',
    'Access key ids of Amazon Web Services, and keys of Bedrock.',
    ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'A3TX', 'AROA', 'AIDA']
      .map((start) => `${start} [A-Z0-9]{16}`)
      .join('\n')
      .concat('\nABSKQmVkcm9ja0FQSUtleS [A-Za-z0-9+/]{60,300}={0,2}\nbedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t [A-Za-z0-9+/=]{0,2000}'),
  ),
  vendor(
    'google-key',
    'Google keys',
    'API keys, OAuth tokens and client secrets of Google and Google Cloud.',
    `ya29. [\\w-]{20,1000}
    GOCSPX- [\\w-]{28}
    1//0 [\\w-]{30,300}`,
    { more: [{ start: 'AIza', rest: /[\w-]{35}(?![A-Za-z0-9_])/y, accepts: isGoogleKey }] },
  ),
  {
    id: 'social-token',
    title: 'Facebook tokens',
    hides: 'Tokens of Facebook apps: the id of the app and its secret.',
    confidence: 'strong',
    templates: ['secrets'],
    priority: 80,
    find: facebook,
  },
  {
    id: 'azure-key',
    title: 'Azure keys',
    hides: 'Storage and bus keys, and client secrets of Microsoft Azure.',
    confidence: 'strong',
    templates: ['secrets'],
    priority: 80,
    find: {
      needs: signs.token,
      find(text, hit) {
        if (text.includes('~')) azureSecret.find(text, hit)
        if (text.includes('Key=')) azureAccount.find(text, hit)
      },
    },
  },
  vendor(
    'github-token',
    'GitHub tokens',
    'Personal, OAuth, app and refresh tokens of GitHub.',
    `ghp_ ${w}{36,255}
    gho_ ${w}{36,255}
    ghu_ ${w}{36,255}
    ghs_ (?:${w}{36,255}|\\d+_ey[\\w.-]{20,2000})
    ghr_ ${w}{36,255}
    github_pat_ \\w{50,255}`,
  ),
  vendor(
    'gitlab-token',
    'GitLab tokens',
    'Tokens of GitLab: personal, project, deploy, runner, trigger, feed.',
    `glpat- [\\w.-]{20,300}
    glrt- [\\w.-]{20,300}
    gldt- [\\w-]{20,50}
    glft- [\\w-]{20,50}
    glsoat- [\\w-]{20,50}
    glffct- [\\w-]{20,50}
    glwt- [\\w-]{20,50}
    glcbt- [\\w-]{20,60}
    glimt- [\\w-]{25}
    glptt- [\\w-]{40}
    gloas- [\\w-]{64}
    glagent- [\\w-]{50,1000}
    GR1348941 [\\w-]{20,50}
    _gitlab_session= [0-9a-z]{32}`,
  ),
  vendor(
    'slack-token',
    'Slack tokens',
    'Tokens and webhook addresses of Slack.',
    `xoxa- (?=[\\w-]{0,200}\\d)[\\w-]{10,300}
    xoxb- \\d{8,14}-[\\w-]{6,300}(?<=\\w)(?!-)
    xoxe- (?=[\\w-]{0,200}\\d)[\\w-]{10,300}
    xoxo- \\d{8,14}-[\\w-]{6,300}(?<=\\w)(?!-)
    xoxp- \\d{8,14}-[\\w-]{6,300}(?<=\\w)(?!-)
    xoxr- (?=[\\w-]{0,200}\\d)[\\w-]{10,300}
    xoxs- \\d{8,14}-[\\w-]{6,300}(?<=\\w)(?!-)
    xoxe.xox [bp]-[\\w-]{20,300}
    xapp- \\d-[\\w-]{20,300}
    hooks.slack.com /(?:services|workflows|triggers)/[\\w/+-]{20,200}`,
  ),
  vendor(
    'stripe-key',
    'Stripe keys',
    'Secret and restricted keys of Stripe, and secrets of its webhooks.',
    `sk_live_ ${w}{24,250}
    sk_test_ ${w}{24,250}
    sk_prod_ ${w}{24,250}
    rk_live_ ${w}{24,250}
    rk_test_ ${w}{24,250}
    rk_prod_ ${w}{24,250}
    whsec_ [A-Za-z0-9+/=]{20,250}`,
  ),
  vendor(
    'registry-token',
    'Package registry tokens',
    'Tokens of npm, PyPI, RubyGems, Docker, Clojars and JFrog.',
    `npm_ ${w}{36}
    pypi-AgEIcHlwaS5vcmc [\\w-]{70,1000}
    pypi-AgENdGVzdC5weXBpLm9yZw [\\w-]{70,1000}
    rubygems_ [0-9a-f]{48}
    dckr_pat_ [\\w-]{20,100}
    dckr_oat_ [\\w-]{20,100}
    CLOJARS_ [a-z0-9]{60}
    AKC ${w}{40,100}
    AP [\\dA-F](?=${w}*\\d)${w}{30,100}
    cmVmd ${w}{59}`,
    {
      more: [
        { start: 'AKC', rest: /x{10,}(?!\w)/y, asWritten: true },
        { start: 'AP', rest: /[\dA-F]x{8,}(?!\w)/y, asWritten: true },
      ],
    },
  ),
  vendor(
    'mail-key',
    'Mail service keys',
    'Keys of SendGrid, Mailgun, Mailchimp, Brevo and Postmark.',
    `SG. [\\w-]{16,32}\\.[\\w-]{32,64}
    key- [0-9a-f]{32}
    pubkey- [0-9a-f]{32}
    xkeysib- [0-9a-f]{64}-[a-zA-Z0-9]{16}
    xsmtpsib- [0-9a-f]{64}-[a-zA-Z0-9]{16}`,
    { find: mailchimp },
  ),
  vendor('twilio-key', 'Twilio keys', 'API keys and account ids of Twilio.', '', {
    more: [
      { start: 'SK', rest: /[0-9a-fx]{32}(?!\w)/y, asWritten: true },
      { start: 'AC', rest: /[0-9a-fx]{32}(?!\w)/y, asWritten: true },
    ],
  }),
  vendor(
    'openai-key',
    'OpenAI keys',
    'Keys of OpenAI, and of services that took over their form.',
    `sk-or-v1- [0-9a-f]{64}
    sk- ${w}{20}T3BlbkFJ${w}{20}
    sk- ${w}{32,64}`,
    { find: openai },
  ),
  vendor('anthropic-key', 'Anthropic keys', 'Keys of Anthropic.', 'sk-ant- (?:[a-z]{2,8}\\d\\d-)?[\\w-]{78,130}AA(?!-)'),
  vendor(
    'vendor-token',
    'Tokens of other services',
    'Tokens of some sixty other services, told by how they begin.',
    `gsk_ ${w}{52}
    api.softlayer.com /(?:soap|rest)/v\\d(?:\\.\\d)?/[0-9a-f]{64}
    hf_ [A-Za-z]{34}
    api_org_ [A-Za-z]{34}
    pplx- ${w}{48}
    r8_ ${w}{37}
    xai- ${w}{70,90}
    nvapi- [\\w-]{60,80}
    dop_v1_ [0-9a-f]{64}
    doo_v1_ [0-9a-f]{64}
    dor_v1_ [0-9a-f]{64}
    dapi [0-9a-fA-F]{32}(?:-\\d)?
    shpat_ ${w}{32,38}
    shpca_ ${w}{32,38}
    shppa_ ${w}{32,38}
    shpss_ ${w}{32,38}
    sq0atp- [\\w-]{22}
    sq0csp- [\\w-]{40,46}
    EAAA [\\w-]{56,64}
    EAACEdEose0cBA [A-Za-z0-9]{20,300}
    EAAM ${w}{100,300}
    glc_ [A-Za-z0-9+/]{32,400}={0,2}
    glsa_ ${w}{32}_[A-Fa-f0-9]{8}
    eyJrIjoi ${w}{60,300}={0,3}
    sntrys_eyJ [A-Za-z0-9+/=_]{40,400}
    sntryu_ [a-f0-9]{64}
    NRAK- ${w}{27}
    NRJS- [a-f0-9]{19}
    NRII- [\\w-]{32}
    dt0c01. [A-Za-z0-9]{24}\\.[A-Za-z0-9]{64}
    hvs. [\\w-]{20,300}
    hvb. [\\w-]{60,300}
    hvr. [\\w-]{60,300}
    s. (?=[A-Za-z0-9]*\\d)(?=[A-Za-z0-9]*[A-Z])${w}{24}
    ATATT3 [A-Za-z0-9_=-]{180,200}
    ATCTT3 [A-Za-z0-9_=-]{180,200}
    AGE-SECRET-KEY-1 [QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}
    ops_eyJ [A-Za-z0-9+/]{200,2000}={0,3}
    A3- [A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}
    lin_api_ ${w}{40,48}
    lin_oauth_ ${w}{40,70}
    ntn_ \\d{11}${w}{35}
    secret_ ${w}{43}
    figd_ [\\w-]{38,60}
    PMAK- [0-9a-f]{24}-[0-9a-f]{34}
    pul- [0-9a-f]{40}
    pnu_ [a-z0-9]{36}
    tfp_ [\\w.=-]{59}
    rdme_ [a-z0-9]{70}
    sgp_ (?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}
    shippo_live_ [a-fA-F0-9]{40}
    shippo_test_ [a-fA-F0-9]{40}
    duffel_test_ [\\w=-]{43}
    duffel_live_ [\\w=-]{43}
    EZAK ${w}{54}
    EZTK ${w}{54}
    FLWPUBK_TEST- [a-h0-9]{32}-X
    FLWSECK_TEST- (?:[a-h0-9]{32}-X|[a-h0-9]{12})
    fio-u- [\\w=-]{64}
    dp.pt. ${w}{43}
    dnkey- [a-z0-9=_-]{26}-[a-z0-9=_-]{52}
    pscale_tkn_ [\\w=.-]{32,64}
    pscale_oauth_ [\\w=.-]{32,64}
    pscale_pw_ [\\w=.-]{32,64}
    sm_aat_ ${w}{16}
    sm_pat_ ${w}{16}
    sm_sat_ ${w}{16}
    squ_ ${w}{40}
    sqp_ ${w}{40}
    sqa_ ${w}{40}
    fo1_ [\\w-]{43}
    fm1 [ar]_[A-Za-z0-9+/]{100,400}={0,3}
    fm2_ [A-Za-z0-9+/]{100,400}={0,3}
    HRKU-AA [\\w-]{58}
    tskey- [a-z]+-[\\w-]{20,80}
    vck_ ${w}{24,64}
    vcp_ ${w}{24,64}
    vci_ ${w}{24,64}
    vca_ ${w}{24,64}
    vcr_ ${w}{24,64}
    ico- ${w}{32}
    tk-us- [\\w-]{48}
    API- [A-Z0-9]{26}
    pat. [\\w-]{22}\\.[0-9a-zA-Z]{24}\\.[0-9a-zA-Z]{20}
    sat. [\\w-]{22}\\.[0-9a-zA-Z]{24}\\.[0-9a-zA-Z]{20}
    pat ${w}{14}\\.[a-f0-9]{64}
    pk. [a-z0-9]{60}\\.[a-z0-9]{22}
    sk. ey[\\w-]{60,120}\\.[\\w-]{20,24}
    4b1d ${w}{38}
    sha256~ [\\w-]{43}
    cfk_ ${w}{48}
    cfat_ ${w}{48}
    cfut_ ${w}{48}
    v1.0- [a-f0-9]{24}-[a-f0-9]{146}
    LTAI ${w}{17,21}
    AQVN [A-Za-z0-9_-]{35,38}
    YC [a-zA-Z0-9_-]{38}
    t1. [A-Z0-9a-z_-]+={0,2}\\.[A-Z0-9a-z_-]{86}={0,2}
    access-sandbox- ${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}
    access-production- ${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}
    b_ [a-z0-9=_-]{44}
    M [A-Za-z0-9]{23,25}\\.[\\w-]{6}\\.[\\w-]{27,38}
    N [A-Za-z0-9]{23,25}\\.[\\w-]{6}\\.[\\w-]{27,38}
    O [A-Za-z0-9]{23,25}\\.[\\w-]{6}\\.[\\w-]{27,38}`,
    { find: telegram },
  ),
]
