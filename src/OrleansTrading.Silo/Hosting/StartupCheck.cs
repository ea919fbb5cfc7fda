using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Hosting;

/// <summary>Reads every validated option before anything starts, and reports all that is wrong at once.</summary>
internal static partial class StartupCheck
{
    /// <exception cref="StartupException">Something is wrong.</exception>
    public static void Run(IServiceProvider provider, IServiceCollection services, IEnumerable<string> known)
    {
        var configuration = provider.GetRequiredService<IConfiguration>();
        var reasons = known.Concat(SettingsCatalogue.Defects(configuration)).ToList();
        if (DatabaseName.Defect(configuration) is { } unreadable)
            reasons.Add(unreadable);
        foreach (var options in ValidatedOptions(services))
            reasons.AddRange(Read(options, provider, configuration));
        // Only what could be read says where the service listens and who is known.
        if (reasons.Count == 0 && ListenAddresses.Defect(configuration, provider.GetRequiredService<AccessRules>()) is { } reachable)
            reasons.Add(reachable);
        if (reasons.Count > 0)
            throw new StartupException([.. reasons.Distinct()]);
    }

    private static IEnumerable<Type> ValidatedOptions(IServiceCollection services) => services
        .Select(service => service.ServiceType)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IValidateOptions<>) && !type.ContainsGenericParameters)
        .Select(type => type.GetGenericArguments()[0])
        .Distinct()
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static List<string> Read(Type options, IServiceProvider provider, IConfiguration configuration)
    {
        var reasons = new List<string>();
        var unreadable = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            try
            {
                // A fresh reading each time: what IOptions keeps would not see the unreadable value taken out.
                var accessor = provider.GetRequiredService(typeof(IOptionsFactory<>).MakeGenericType(options));
                accessor.GetType().GetMethod(nameof(IOptionsFactory<object>.Create))!
                    .Invoke(accessor, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [Options.DefaultName], null);
                return reasons;
            }
            catch (OptionsValidationException exception) when (exception.OptionsType != options)
            {
                // What checks these options could not be made for the sake of others, whose own turn tells why.
                return reasons;
            }
            catch (OptionsValidationException exception)
            {
                // An unreadable value was replaced by its type's default, whose defects say nothing.
                reasons.AddRange(exception.Failures.Select(failure => Readable(failure, options, configuration))
                    .Where(reason => !unreadable.Any(key => reason.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase))));
                return reasons;
            }
            catch (InvalidOperationException exception) when (UnreadableKey().Match(exception.Message) is { Success: true } match)
            {
                // The process will not start any more; without this value the next unreadable one comes to light.
                var key = match.Groups["key"].Value;
                reasons.Add(Unreadable(match, ShortSettings.GivenBy(key, configuration)));
                if (!unreadable.Add(key))
                    return reasons;
                configuration[key] = null;
            }
        }
    }

    private static string Unreadable(Match match, ShortValue? given)
    {
        var (key, expected) = (match.Groups["key"].Value, ExpectedOf(match.Groups["type"].Value));
        return given is null
            ? $"{key} is '{match.Groups["value"].Value}'; expected {expected}."
            : $"{given.Name}={given.Written}: expected {(given.InSeconds ? "seconds" : expected)} ({key}).";
    }

    private static string ExpectedOf(string typeName)
    {
        var type = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(typeName)).FirstOrDefault(found => found is not null);
        return type switch
        {
            { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type)),
            _ when type == typeof(TimeSpan) => "a time span, hours:minutes:seconds, for example 00:00:05",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(double) || type == typeof(decimal) => "a number",
            _ => "a value of type " + typeName.Split('.')[^1],
        };
    }

    /// <summary>A failed annotation, said with the setting's own name and value.</summary>
    private static string Readable(string failure, Type options, IConfiguration configuration)
    {
        if (SettingsCatalogue.SectionOf(options) is not { } section || AnnotationFailure().Match(failure) is not { Success: true } match)
            return failure;
        var (member, error) = (match.Groups["member"].Value, match.Groups["error"].Value);
        var setting = $"{section}:{member}";
        if (error.StartsWith(setting, StringComparison.Ordinal))
            return error;
        if (error.StartsWith(member + " is ", StringComparison.Ordinal))
            return $"{section}:{error}";
        if (ShortSettings.GivenBy(setting, configuration) is { } given)
            return $"{given.Name}={given.Written}{(given.InSeconds ? " seconds" : "")}: {error} ({setting})";
        return configuration[setting] is { } value ? $"{setting} is '{value}': {error}" : $"{setting}: {error}";
    }

    [GeneratedRegex("^DataAnnotation validation failed for '[^']*' members: '(?<member>[^']*)' with the error: '(?<error>.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex AnnotationFailure();

    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>[^']+)' to type '(?<type>[^']+)'", RegexOptions.Singleline)]
    private static partial Regex UnreadableKey();
}
