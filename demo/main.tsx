/** @jsxImportSource react */
import { createRoot } from 'react-dom/client'
import { Provider } from 'react-redux'
import { App } from './app'
import { loadConcerts, store } from './store'
import './styles.css'

console.info('Encore is starting', { version: '2.3.0', cart: store.getState().cart.tickets })
void store.dispatch(loadConcerts())

const root = document.getElementById('app')
if (root !== null) {
  createRoot(root).render(
    <Provider store={store}>
      <App />
    </Provider>,
  )
}
