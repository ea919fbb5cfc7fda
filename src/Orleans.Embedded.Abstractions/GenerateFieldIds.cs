namespace Orleans;

/// <summary>Whether member numbers are generated where none is given.</summary>
public enum GenerateFieldIds
{
    None,
    PublicProperties,
}
