"""Lower layers: the use of standards, the stacks, adaptation, mapping and registration (Clause 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.model.envelope import Condition, Envelope, EnvelopeField, EnvelopeValue, FieldSpan
from sphinx_dlmsprofile.model.fields.declaration import (
    CAPTION,
    LABEL,
    OPTIONAL,
    PROFILES,
    STRING,
    SUPPORT,
    Derived,
    Shape,
    Shown,
    objects,
    placed,
    prose,
    silent,
    told,
    within,
)
from sphinx_dlmsprofile.model.fields.support import CONFORMANCE
from sphinx_dlmsprofile.model.headed_texts import HeadedText, Heading
from sphinx_dlmsprofile.model.layers import PREDEFINED, PREDEFINED_STANDARDS, Layer, LayerStack, Level, Profile
from sphinx_dlmsprofile.model.lower_layers import AdaptationLayer, Mapping, Registration, ServiceMapping
from sphinx_dlmsprofile.model.sequence_chart import Branch, Participant, SequenceChart, Step
from sphinx_dlmsprofile.model.state_machine import State, StateMachine, Transition
from sphinx_dlmsprofile.model.usage import StandardUsage

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.fields.declaration import Around


def _predefined(stack: LayerStack, _: Around) -> list[dict[str, Any]]:
    used = dict.fromkeys(key for profile in stack.profiles for level in profile.stack for key in level.keys)
    layers = (PREDEFINED[key] for key in used if stack.layer(key) is PREDEFINED.get(key) and key in PREDEFINED)
    return [
        {"key": layer.key, "role": layer.role, "name": layer.name, "standard": PREDEFINED_STANDARDS.get(layer.key)}
        for layer in layers
    ]


SHAPES: dict[type, Shape] = {
    StandardUsage: Shape(
        fields={
            "designation": told("The designation of the standard, as written.", "designation"),
            "caption": CAPTION,
            "name": LABEL,
            "uses": within("What is chosen, left out, restricted, addressed, extended and modified."),
        }
    ),
    Heading: Shape(
        name="Subject",
        fields={
            "key": within("The subject, by the key of the directive's body."),
            "texts": within("What is said on the subject."),
        },
    ),
    HeadedText: Shape(
        fields={
            "text": prose("The text as written."),
            "label": within("The clause, step or primitive it is about; null where it stands for itself."),
            "support": SUPPORT,
        },
        derived=CONFORMANCE,
    ),
    LayerStack: Shape(
        fields={
            "caption": CAPTION,
            "name": LABEL,
            "layers": within("The layers that the profile defines; the predefined ones stand apart."),
            "profiles": within("The communication profiles."),
        },
        derived={
            "predefined_layers": Derived(
                "The layers on the stacks that need no definition.",
                _predefined,
                objects(key=STRING, role=STRING, name=STRING, standard=OPTIONAL),
            )
        },
    ),
    Layer: Shape(
        fields={
            "key": silent("The name that the stacks use.", "it leads from the stacks to the layer, and is not printed"),
            "role": told("What the layer does.", "role"),
            "name": told("The name as printed.", "name", shown=Shown.NAME),
            "standard": told("The designation of the standard that specifies it.", "standard"),
            "clause": told(
                "The clause of the profile that specifies it.", "clause that specifies it", key="specified_in"
            ),
            "open_standard": told(
                "False where the standard is marked as not an existing open one.", "existing open standard"
            ),
            "open_at": placed(),
        }
    ),
    Profile: Shape(
        fields={
            "name": told("The name of the communication profile.", "name", shown=Shown.NAME),
            "kind": told("general: over the communication standard itself; ip: over IP.", "kind"),
            "stack": within("The keys of its layers from the top down, several where they are alternatives."),
        }
    ),
    Level: Shape(only="alternatives", fields={"alternatives": within("The keys of its layers.")}),
    AdaptationLayer: Shape(
        fields={
            "layer": told("The key or name of the layer.", "layer"),
            "name": LABEL,
            "parts": within("The services and the protocol."),
        }
    ),
    ServiceMapping: Shape(
        fields={
            "caption": CAPTION,
            "name": LABEL,
            "profiles": PROFILES,
            "lower": told("The layer whose services are used.", "lower layer"),
            "rows": within("The rows in the author's order."),
        }
    ),
    Mapping: Shape(
        name="ServiceMappingRow",
        fields={
            "upper": within("The service primitive of the upper layer."),
            "lower": within("The primitives that carry it."),
            "remark": within("A remark."),
        },
    ),
    Envelope: Shape(
        fields={
            "caption": CAPTION,
            "name": LABEL,
            "identifier": told("The name that examples use for it.", "id", key="id"),
            "forms": told("What is shown: the table, the figure.", "printed as"),
            "figure": told("The caption of the figure.", "caption of the figure"),
            "figure_name": silent(
                "The name by which references find the figure.", "references print what they lead to, not the label"
            ),
            "fields": within("The fields in the order of transmission."),
        }
    ),
    EnvelopeField: Shape(
        fields={
            "key": within("The name of the field in the description."),
            "name": within("The name as printed; null where it is made of the key."),
            "bits": within("The length in bits; 0 where it is not fixed."),
            "in_octets": within("Whether it takes whole octets."),
            "order": within("Which octet comes first: big, the highest, or little, the lowest."),
            "sized_by": within("The earlier field that holds its number of octets; null where none does."),
            "content": within("What it carries: the next layer begins here; null where it carries nothing."),
            "values": within("The values that are allowed; none: all."),
            "default": within("The value that is written where none is given."),
            "address": within("Whose address it is: source, destination, client, server; empty where it is none."),
            "counts": within("The fields whose octets it counts; null where it is not a length."),
            "plus": within("What is added to that count."),
            "check": within("The name of a check sequence; empty where it is none."),
            "check_octets": silent("How many octets that has.", "it follows from the name"),
            "over": within("The fields that the check sequence covers."),
            "same_as": within("The earlier field that it repeats."),
            "segment": within("What it says of a segment: first, last, more, number, message; empty where nothing."),
            "when": within("The condition on which it is there; null where it always is."),
            "meaning": within("What it means."),
        }
    ),
    FieldSpan: Shape(
        name="EnvelopeSpan",
        fields={"first": within("The first field."), "last": within("The last field, which is included.")},
    ),
    EnvelopeValue: Shape(
        fields={
            "ranges": within("The values: from first to last, both included."),
            "meaning": within("Their meaning."),
        },
    ),
    Condition: Shape(
        name="EnvelopeCondition",
        fields={"field": within("The earlier field."), "ranges": within("The values that it has to have.")},
    ),
    SequenceChart: Shape(
        fields={
            "caption": CAPTION,
            "name": LABEL,
            "participants": within("Who sends and receives, from left to right."),
            "steps": within("What happens, from the top down."),
        }
    ),
    Participant: Shape(
        fields={
            "key": within("How the messages call it."),
            "name": within("The name as printed; null where it is the key."),
        }
    ),
    Step: Shape(
        name="SequenceStep",
        fields={
            "ends": within("From whom to whom a message goes; over which participants a note stands."),
            "text": within("What is said."),
            "is_message": within("Whether it is a message."),
            "is_reply": within("Whether it is drawn dashed, as an answer."),
            "group": within("What its branches are: alternatives, optional, loop, parallel; empty for others."),
            "branches": within("The branches, each with its condition and steps."),
        },
    ),
    Branch: Shape(
        name="SequenceBranch",
        fields={"condition": within("The condition."), "steps": within("What happens then.")},
    ),
    StateMachine: Shape(
        fields={
            "caption": CAPTION,
            "name": LABEL,
            "initial": within("The key of the state in which it begins; null where that is the first."),
            "states": within("The states, in the order in which they are drawn."),
            "transitions": within("The ways between them."),
        }
    ),
    State: Shape(
        fields={
            "key": within("How the transitions call it."),
            "name": within("The name as printed; null where it is the key."),
            "is_final": within("Whether the machine may end in it."),
        }
    ),
    Transition: Shape(
        fields={
            "leaves": within("The key of the state that is left."),
            "enters": within("The key of the state that is entered."),
            "event": within("On what it is taken."),
            "condition": within("What has to hold then."),
            "action": within("What is done then."),
        }
    ),
    Registration: Shape(
        fields={
            "name": LABEL,
            "parts": within("Joining, leaving, notification of the upper layers, and where it is specified."),
        }
    ),
}
