import { browserPath } from './browser-paths'

/** Features that a test has no use for. */
const features = [
  // The address bar's lists are pages of their own, drawn anew with each navigation: two fifths of all the work of a short test.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  // What Playwright switches off. Chromium takes the last of such lists, which is this one.
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** How every Chromium of the tests is launched. */
export const chromiumOptions = {
  executablePath: browserPath('chromium'),
  // Root cannot have the sandbox; everybody else should.
  chromiumSandbox: process.getuid?.() !== 0 && process.env.CI === undefined,
  args: [`--disable-features=${features.join(',')}`],
}
