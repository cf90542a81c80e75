import { render } from 'preact'

render(<h1>Playhead</h1>, document.body)
