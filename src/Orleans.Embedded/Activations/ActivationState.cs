namespace EmbeddedEngine.Activations;

internal enum ActivationState
{
    /// <summary>Made, and activating; requests wait.</summary>
    Activating,

    /// <summary>Requests run.</summary>
    Valid,

    /// <summary>Running requests finish, then it deactivates; new requests wait for its successor.</summary>
    Deactivating,

    /// <summary>Gone.</summary>
    Invalid,
}
