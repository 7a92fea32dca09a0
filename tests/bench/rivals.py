"""PyTorch's side: for a Case, functions without arguments that do it once. They get everything ready first."""

import functools

import torch
from torch import nn

LAYERS = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}
STEPS = {"rnn": torch.rnn_tanh_cell, "lstm": torch.lstm_cell, "gru": torch.gru_cell}
TOKENS = 16


def layer_and_input(case):
    return LAYERS[case.cell](case.units, case.units), torch.randn(case.steps, case.batch, case.units)


def forward(case):
    """Records nothing."""
    layer, x = layer_and_input(case)

    @torch.no_grad()
    def run():
        layer(x)

    return run


def fused(case):
    """Gradients of the parameters alone, from the sum of all outputs."""
    layer, x = layer_and_input(case)

    def run():
        layer.zero_grad(set_to_none=True)
        layer(x)[0].sum().backward()

    return run


def loop(case):
    """The same step by step, keeping every ∂L/∂h_t and ∂L/∂c_t, and their norms."""
    layer, x = layer_and_input(case)
    xs, parameters = x.unbind(0), list(layer.parameters())
    step, carried = STEPS[case.cell], 2 if case.cell == "lstm" else 1

    def run():
        layer.zero_grad(set_to_none=True)
        state = [torch.zeros(1, case.units)] * carried
        states = []
        for now in xs:
            state = step(now, state if carried > 1 else state[0], *parameters)
            state = state if carried > 1 else [state]
            for part in state:
                part.retain_grad()
            states.append(state)
        torch.cat([state[0] for state in states]).sum().backward()
        for part in range(carried):
            torch.linalg.vector_norm(torch.cat([state[part].grad for state in states]), dim=1)

    return run


def train(case):
    """One update with Adam and clipping: an embedding before the layer, a head after it, as ours."""
    layer = LAYERS[case.cell](case.units, case.units)
    embedding, head = nn.Embedding(TOKENS, case.units), nn.Linear(case.units, TOKENS)
    parameters = [*embedding.parameters(), *layer.parameters(), *head.parameters()]
    adam = torch.optim.Adam(parameters, lr=0.01)
    ids, targets = torch.randint(TOKENS, (2, case.steps, case.batch))

    def run():
        adam.zero_grad(set_to_none=True)
        logits = head(layer(embedding(ids))[0])
        nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten()).backward()
        nn.utils.clip_grad_norm_(parameters, 1)
        adam.step()

    return run


def jacobian(case, **how):
    """‖∂s_T/∂s_k‖₂ for every k; the product's size is carried beside it, as it leaves what float32 holds.

    `how` is passed on to torch.autograd.functional.jacobian.
    """
    layer, x = layer_and_input(case)
    xs = x.unbind(0)
    parameters = [parameter.detach() for parameter in layer.parameters()]
    step, carried = STEPS[case.cell], 2 if case.cell == "lstm" else 1

    def after(now, state):
        parts = [part.unsqueeze(0) for part in state.split(case.units)]
        if carried == 1:
            return step(now, parts[0], *parameters).flatten()
        return torch.cat(step(now, parts, *parameters), 1).flatten()

    def run():
        state, jacobians = torch.zeros(carried * case.units), []
        for now in xs:
            one = functools.partial(after, now)
            jacobians.append(torch.autograd.functional.jacobian(one, state, **how))
            state = one(state)
        product, size, logs = torch.eye(len(state)), 0.0, []
        for one in reversed(jacobians):
            product = product @ one
            norm = torch.linalg.matrix_norm(product, 2)
            product /= norm
            size += torch.log(norm)
            logs.append(size)

    return run


# Row by row, or all rows at once. (Forward mode cannot do an LSTM's step.)
JACOBIANS = [jacobian, functools.partial(jacobian, vectorize=True)]
