/** What code that a test hands to an extension page finds there, in both browsers. */
declare const chrome: typeof import('wxt/browser').browser
