using System.Text;
using OrleansTrading.Silo.Commands;

namespace OrleansTrading.Silo.Access;

/// <summary><c>hash-password</c>: reads a password and prints what settings keep in its place. The password is neither shown nor stored.</summary>
internal static class HashPasswordCommand
{
    public const string Name = "hash-password";

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] words)
    {
        if (words.Length > 1)
        {
            Console.Error.WriteLine($"{Name} takes no further word: the password is typed, or comes by a pipe, so that no list of commands has it.");
            return ExitCodes.Usage;
        }

        return Console.IsInputRedirected ? Run(Console.In.ReadLine(), null) : Run(Ask("Password: "), Ask("Once more: "));
    }

    private static int Run(string? password, string? again)
    {
        if (Defect(password, again) is { } defect)
        {
            Console.Error.WriteLine(defect);
            return ExitCodes.Usage;
        }

        Console.WriteLine(Passwords.Hash(password!));
        return ExitCodes.Done;
    }

    private static string? Defect(string? password, string? again) =>
        again is not null && again != password ? "The two are not the same."
        : password is not { Length: >= Passwords.Shortest and <= Passwords.Longest } ? $"Expected a password of {Passwords.Shortest} to {Passwords.Longest} characters."
        : null;

    private static string Ask(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
