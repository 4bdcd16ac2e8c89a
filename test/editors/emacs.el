;;; -*- lexical-binding: t -*-
;; Works on a spec in Emacs as a person does, with eglot and the set-up of docs/editors.md, and writes what came of it as
;; JSON. Told by the environment: INTSPEC_SETUP, INTSPEC_FILE, INTSPEC_RESULT.

(require 'package)
(package-initialize)
(require 'cl-lib)
(require 'json)
(require 'eglot)
(require 'flymake)

(defvar intspec-result nil)
(setq eglot-confirm-server-initiated-edits nil
      make-backup-files nil)

(defun intspec-note (key value)
  (push (cons key value) intspec-result))

(defun intspec-wait-for (what read)
  "Wait until READ gives something, and return that."
  (let ((end (+ (float-time) 20)) found)
    (while (and (not (setq found (funcall read))) (< (float-time) end))
      (accept-process-output nil 0.05)
      ;; What Emacs does between two commands of a person.
      (run-hooks 'post-command-hook))
    (or found (error "Waited in vain for %s" what))))

(defun intspec-messages ()
  "What flymake shows of the buffer."
  (sort (mapcar #'flymake-diagnostic-text (flymake-diagnostics)) #'string<))

(condition-case problem
    (progn
      (load (getenv "INTSPEC_SETUP") nil t)
      (find-file (getenv "INTSPEC_FILE"))
      (intspec-note 'mode (symbol-name major-mode))
      (intspec-wait-for "the server" #'eglot-current-server)
      (unless flymake-mode (flymake-mode 1))
      (flymake-start)
      (intspec-note 'diagnostics (vconcat (intspec-wait-for "diagnostics" #'intspec-messages)))
      (goto-char (point-min))
      (search-forward "source.subjct")
      (backward-char 2)
      (let (titles
            ;; The keyboard asked, and not the mouse.
            (last-nonmenu-event ?\r))
        ;; The person takes the first of what is offered.
        (cl-letf (((symbol-function 'completing-read)
                   (lambda (_prompt table &rest _)
                     (setq titles (all-completions "" table))
                     (car titles))))
          (eglot-code-actions (point) (point) nil t))
        (intspec-note 'actions (vconcat titles)))
      (intspec-wait-for "the code action"
                        (lambda () (save-excursion (goto-char (point-min)) (search-forward "mapped_from: source.subject\n" nil t))))
      ;; Emacs tells the server of changes when nobody types, which without a terminal never is, or else with the next save.
      (save-buffer)
      (intspec-wait-for "the finding to go"
                        (lambda () (flymake-start) (not (cl-some (lambda (text) (string-match-p "subjct" text)) (intspec-messages)))))
      (intspec-note 'diagnosticsAfterAction (vconcat (intspec-messages)))
      (let ((server (eglot-current-server)))
        (eglot-shutdown server)
        (intspec-note 'stopped (if (jsonrpc-running-p server) :json-false t))))
  (error (intspec-note 'failure (error-message-string problem))))

(with-temp-file (getenv "INTSPEC_RESULT")
  (insert (json-encode intspec-result)))
(set-buffer-modified-p nil)
(kill-emacs 0)
