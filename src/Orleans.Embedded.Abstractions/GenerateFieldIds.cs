namespace Orleans;

/// <summary>Which members get ids without an <see cref="IdAttribute"/>.</summary>
public enum GenerateFieldIds
{
    None,
    PublicProperties,
}
