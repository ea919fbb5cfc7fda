using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Grains.Jobs.Parameters;

/// <summary>The parameters of a job: the settable properties of a class, and how they are read from a JSON object.</summary>
internal sealed class JobParameterSet
{
    /// <summary>The field that a refusal names when it is the whole that is wrong.</summary>
    public const string WholeField = "parameters";

    private readonly Func<object> _create;
    private readonly ImmutableArray<ParameterProperty> _properties;

    private JobParameterSet(Type type, Func<object> create)
    {
        _create = create;
        var defaults = create();
        _properties =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
                .Select(property => new ParameterProperty(property, defaults)),
        ];
    }

    public ImmutableArray<JobParameter> Descriptions => [.. _properties.Select(property => property.Description)];

    public static JobParameterSet Of<TParameters>()
        where TParameters : class, new() => new(typeof(TParameters), static () => new TParameters());

    /// <summary>Reads the parameters; what is not given keeps its default. Answers what is wrong, null when nothing is.</summary>
    public JobRefusal? Bind(string? json, out object? parameters)
    {
        parameters = null;
        var target = _create();
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(string.IsNullOrWhiteSpace(json) ? "{}" : json);
        }
        catch (JsonException exception)
        {
            return new JobRefusal(WholeField, $"This is not JSON ({exception.Message}); expected an object with {Names()}.");
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new JobRefusal(WholeField, $"A JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()} came; expected an object with {Names()}.");
            if (Fill(target, document.RootElement) is { } refusal)
                return refusal;
        }

        parameters = target;
        return CheckTogether(target);
    }

    private JobRefusal? Fill(object target, JsonElement given)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in given.EnumerateObject().Select(member => (member.Name, member.Value)))
        {
            var property = _properties.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                return new JobRefusal(name, $"There is no parameter '{name}'; expected {Names()}.");
            if (!seen.Add(name))
                return new JobRefusal(property.Name, "It is given twice; expected once.");
            if (property.Set(target, value) is { } error)
                return new JobRefusal(property.Name, error);
        }

        return null;
    }

    private static JobRefusal? CheckTogether(object target)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(target, new ValidationContext(target), results, validateAllProperties: true))
            return null;
        var member = results[0].MemberNames.FirstOrDefault();
        return new JobRefusal(member is null ? WholeField : JsonNamingPolicy.CamelCase.ConvertName(member), results[0].ErrorMessage ?? "It is not valid.");
    }

    private string Names() => _properties.IsEmpty ? "nothing in it: the job takes no parameters" : string.Join(", ", _properties.Select(property => property.Name));
}
